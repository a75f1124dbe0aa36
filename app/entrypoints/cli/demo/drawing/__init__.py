"""The illustration kit: goods, props and scenes as SVG, from a seed and a palette."""
