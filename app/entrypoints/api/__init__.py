"""The JSON door, version 1, with its OpenAPI description."""
