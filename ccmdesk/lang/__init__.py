"""Catalogues, formatting, direction and fonts per script; a Lang is an argument, never ambient."""
