"""The launcher's command line. Lists whatever module stands in `commands/`, and imports only the one that is called."""

import ast
import importlib
import pkgutil
from pathlib import Path

import click

COMMANDS_DIR = Path(__file__).parent / "commands"


class SelfListingGroup(click.Group):
    """Each module in `commands/` is a subcommand: its attribute `command`, its docstring's first line as help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, without importing a module."""
        names = (module.name for module in pkgutil.iter_modules([str(COMMANDS_DIR)]))
        return sorted(name.replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one module that was asked for."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"app.entrypoints.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their docstrings, so that help needs no import."""
        rows = []
        for name in self.list_commands(ctx):
            source = (COMMANDS_DIR / f"{name.replace('-', '_')}.py").read_text()
            rows.append((name, (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(
    cls=SelfListingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    invoke_without_command=True,
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Vitrine, a self-hosted brand social-commerce feed service.

    `./vitrine run` starts everything on this machine and shows a living demo shop.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


if __name__ == "__main__":
    main(prog_name="./vitrine")
