"""The help of the program: the manual, and what is known of each field."""
