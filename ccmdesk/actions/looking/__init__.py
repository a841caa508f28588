"""Files from elsewhere are read first in a process of its own, which may take only so much."""
