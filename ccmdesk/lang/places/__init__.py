"""Places on the globe as people write them."""
