"""What a web or worker process loads: `wsgi:app` for the server and the command line, `wsgi:celery_app` for jobs."""

import config
from app.factory import create_app

app = create_app(config.load())
celery_app = app.extensions["celery"]
