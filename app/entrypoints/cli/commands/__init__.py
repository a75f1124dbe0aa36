"""The launcher's subcommands, one module each: a `command` and a docstring whose first line is its help."""
