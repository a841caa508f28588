"""The screen on which authors' texts are translated."""
