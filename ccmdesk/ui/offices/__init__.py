"""The screens for packages between offices."""
