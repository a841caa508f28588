"""Sums and charts of a section, seen by themselves."""
