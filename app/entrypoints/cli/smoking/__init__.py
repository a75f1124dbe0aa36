"""The smoke walk: an outside client, over HTTP and Socket.IO only, from log-in to takedown."""
