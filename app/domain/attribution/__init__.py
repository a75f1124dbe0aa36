"""Purchase links: signed, resolved, and every click stored."""
