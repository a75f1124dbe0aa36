"""Vitrine's application: the domain, its doors, and the wiring between them."""
