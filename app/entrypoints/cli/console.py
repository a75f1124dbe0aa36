"""What the launcher says: coloured and with spinners on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

PLAIN_EVERY_SECONDS = 5.0
PLAIN_WIDTH = 10_000
"""Of a file or a pipe, in characters: it has no edge at which a table would have to cut its words."""
console = Console(highlight=False, soft_wrap=True)
if not console.is_terminal:
    console.width = PLAIN_WIDTH


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


class Bars:
    """Progress of long work: a bar for each part on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, what: str, done: int, total: int) -> None:
        """Note that `done` of `total` of something is done."""
        if console.is_terminal:
            task = self._tasks.get(what)
            if task is None:
                task = self._tasks[what] = self._progress.add_task(what, total=total)
            self._progress.update(task, completed=done, total=total)
        elif done >= total or monotonic() - self._said.get(what, 0.0) > PLAIN_EVERY_SECONDS:
            self._said[what] = monotonic()
            console.print(escape(f"  {what}: {done} of {total}"))
