"""The moderators' door: new posts, brands that wait, and everything that was decided."""
