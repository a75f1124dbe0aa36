"""The shapes that cross the border, and how a refusal is told to the outside."""
