"""The records and their field facts; imports nothing else of ccmdesk."""
