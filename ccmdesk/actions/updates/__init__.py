"""Updates of the program and the reference packs: made, looked at, put in use, gone back from."""
