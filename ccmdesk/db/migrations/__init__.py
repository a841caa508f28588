"""Revisions of the registers; a released one is never changed."""
