"""What a user can ask for: one frozen request and one function each."""
