"""What shoppers meet before they follow anyone."""
