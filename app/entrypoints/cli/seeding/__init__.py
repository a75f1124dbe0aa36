"""Loading real data into a copy: follow graphs, catalogues, photographs. Each part may be interrupted and repeated."""
