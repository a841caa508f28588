"""One editor per type of field."""
