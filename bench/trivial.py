"""The least that Flask can answer: what the home page is held against."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> dict[str, str]:
    """One small JSON object."""
    return {"hello": "world"}
