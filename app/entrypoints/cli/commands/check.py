"""Check style, types, import contracts and architecture."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import click

from app.entrypoints.cli.paths import ROOT

CHECKS: dict[str, list[str]] = {
    "mypy": ["-m", "mypy"],
    "architecture": ["-m", "pytest", "-q", "tests/architecture"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as main; main()"],
    "ruff lint": ["-m", "ruff", "check", "--output-format", "concise", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "--output-format", "concise", "."],
}
PARALLEL = 2


@dataclass(frozen=True)
class Result:
    """One check's outcome."""

    name: str
    exit_code: int
    output: str
    seconds: float


@click.command()
def command() -> None:
    """Run ruff (lint and format), mypy, import-linter and the architecture tests; all of them, whatever fails."""
    from rich.table import Table

    from app.entrypoints.cli.console import console, say

    results: list[Result] = []
    with ThreadPoolExecutor(PARALLEL) as pool:
        for result in pool.map(_run, CHECKS):
            results.append(result)
            say(f"{result.name}: {'ok' if result.exit_code == 0 else 'FAILED'} ({result.seconds:.1f} s)")
            if result.exit_code != 0:
                click.echo(result.output)
    table = Table("check", "result", "seconds", box=None, pad_edge=False)
    for result in results:
        verdict = (
            "[green]ok[/]" if result.exit_code == 0 else f"[red]failed[/] (exit code {result.exit_code})"
        )
        table.add_row(result.name, verdict, f"{result.seconds:.1f}")
    console.print()
    console.print(table)
    sys.exit(1 if any(result.exit_code for result in results) else 0)


def _run(name: str) -> Result:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *CHECKS[name]],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(name, done.returncode, done.stdout, time.monotonic() - started)
