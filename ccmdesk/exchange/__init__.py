"""Workbooks and CSV in and out; returns changes and findings, writes nothing to the store."""
