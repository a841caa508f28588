"""The budget by year, as a table to type in."""
