"""Writes a document as tagged PDF."""
