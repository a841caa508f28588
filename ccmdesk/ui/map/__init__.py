"""The map of hazardous areas."""
