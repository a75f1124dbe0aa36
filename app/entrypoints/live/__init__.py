"""The Socket.IO door: server-chosen rooms and small hints."""
