"""The 25 criteria that tell a specific request from a vague one; no score, no ranking."""
