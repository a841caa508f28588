"""Guided questions: a need for support, one decision a page."""
