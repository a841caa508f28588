"""From a text in any script to positioned glyphs: line breaks, direction, shaping."""
