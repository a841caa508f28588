"""The signed package: format, signing, limits against hostile input."""
