"""Figures that should add up, dates that should fit: warnings with room for an explanation."""
