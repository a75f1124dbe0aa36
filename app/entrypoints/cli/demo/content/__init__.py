"""What the demo shop says and sells: brands, goods, posts and people, all invented."""
