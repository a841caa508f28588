"""Views of needs, offers and partners: follow-up, matches, who does what, cards."""
