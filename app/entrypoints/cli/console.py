"""What the launcher says: coloured and with spinners on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.markup import escape

console = Console(highlight=False, soft_wrap=True)


def say(line: str) -> None:
    """Print one line of news."""
    console.print(escape(line))


def warn(line: str) -> None:
    """Print one line that wants attention."""
    console.print(f"[yellow]![/] {escape(line)}")


@contextmanager
def step(doing: str, done: str) -> Iterator[None]:
    """Show that something is going on, then that it is done and how long it took. Silent when it raises."""
    started = monotonic()
    if console.is_terminal:
        with console.status(escape(doing)):
            yield
    else:
        console.print(escape(f"{doing} ..."))
        yield
    console.print(f"[green]ok[/] {escape(done)} [dim]({monotonic() - started:.1f} s)[/]")
