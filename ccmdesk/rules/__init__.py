"""Pure checks and calculations over records; they return findings."""
