"""Edge lists into accounts, brands and follows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from app.domain.brands.loading import load_follows, load_people
from app.kernel.scope import Scope
from app.kernel.transaction import transaction

BATCH = 5_000
_T = TypeVar("_T")
_EDGE = re.compile(r"^\s*(\S+?)[\s,;]+(\S+?)(?:[\s,;]+\S+)*\s*$")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class UnreadableGraph(ValueError):
    """A file that is no edge list; says the line."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A follow graph: `edges` are (follower, followed)."""

    name: str
    people: list[str]
    followed: list[str]
    edges: list[tuple[str, str]]


def read_graph(path: Path) -> Graph:
    """Read an edge list: two columns parted by spaces, tabs, commas or semicolons; # and header lines are skipped.

    Raises: UnreadableGraph with the line that is no edge.
    """
    edges: list[tuple[str, str]] = []
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith(("#", "%")):
                continue
            match = _EDGE.match(line)
            if match is None:
                raise UnreadableGraph(f"{path.name}, line {number}: not two columns: {line.strip()[:60]!r}")
            source, target = match.groups()
            if source.isdigit() and target.isdigit():
                edges.append((source, target))
            elif edges:
                raise UnreadableGraph(
                    f"{path.name}, line {number}: node names are whole numbers: {line.strip()[:60]!r}"
                )
    if not edges:
        raise UnreadableGraph(f"{path.name}: holds no edge")
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:30]
    people = sorted({node for edge in edges for node in edge}, key=int)
    followed = sorted({target for source, target in edges if source != target}, key=int)
    return Graph(name, people, followed, edges)


def load_graph(engine: Engine, graph: Graph, progress: Progress = lambda *_: None) -> int:
    """Store a graph; answers how many follows are new. Interrupted, it goes on where it was when called again."""
    followed = set(graph.followed)
    done = 0
    for names in _batches(graph.people):
        with transaction(engine, Scope.system()) as tx:
            load_people(tx, graph.name, names, with_brands=[name for name in names if name in followed])
        done += len(names)
        progress(f"{graph.name}: people", done, len(graph.people))
    done = added = 0
    for edges in _batches(graph.edges):
        with transaction(engine, Scope.system()) as tx:
            added += load_follows(tx, graph.name, edges)
        done += len(edges)
        progress(f"{graph.name}: follows", done, len(graph.edges))
    return added


def _batches(items: list[_T]) -> Iterator[list[_T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
