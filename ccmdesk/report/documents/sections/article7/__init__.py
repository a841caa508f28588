"""The sections of the Article 7 report."""
