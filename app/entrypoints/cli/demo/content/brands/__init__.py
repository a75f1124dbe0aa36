"""One module a brand: its story, goods, pictures and posts. Pure data; every name is invented."""
