"""People who sign in, their roles and second factors."""
