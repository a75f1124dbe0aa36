"""The shoppers' door: feed, brand and product pages, comments, the purchase link."""
