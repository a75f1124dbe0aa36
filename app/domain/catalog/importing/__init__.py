"""Reading a brand's product feed: bytes in, parsed products and diagnostics out."""
