"""Starts real PostgreSQL, Valkey, S3 and the proxy from wheels, for one-command use and for tests."""
