"""Stock Flask-SocketIO, as its documentation shows it: what live deliveries are held against."""

import os

from flask import Flask
from flask_socketio import SocketIO, join_room

ROOM, CHANNEL = "everyone", "bench-stock"

app = Flask(__name__)
socketio = SocketIO(
    app, async_mode="gevent", message_queue=os.environ.get("BENCH_QUEUE"), channel=CHANNEL, ping_interval=20
)


@socketio.on("connect")
def connect() -> None:
    """The server chooses the room."""
    join_room(ROOM)
