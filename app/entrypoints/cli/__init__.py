"""The command-line door: the launcher's subcommands and one-off jobs."""
