"""Papers as Word documents."""
