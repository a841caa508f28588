"""The command line: the same requests as the window builds, from arguments."""
