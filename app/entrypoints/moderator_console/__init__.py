"""The moderators' door: new posts, brand approvals, hide and restore."""
