"""The business: one room a noun, lowest first. Knows no HTTP, no Celery, no Redis."""
