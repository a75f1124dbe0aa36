"""The Celery door: what follows an event, the relay's tasks, fan-out."""
