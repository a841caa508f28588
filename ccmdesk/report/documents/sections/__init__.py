"""Sections of papers, one file each; a paper is a choice of them in order."""
