"""Loading real data: what is refused, and that a repeat changes nothing."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from app.entrypoints.cli.commands.seed import ManyValues
from app.entrypoints.cli.seeding.catalogues import CatalogueLoader
from app.entrypoints.cli.seeding.graphs import UnreadableGraph, load_graph, read_graph
from app.entrypoints.cli.seeding.people import make_moderator
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources


def test_edge_lists_of_every_kind_are_read(tmp_path: Path) -> None:
    for name, words in {
        "snap.txt": "# Directed graph\n#From To\n30\t1412\n1412\t30\n7\t7\n",
        "pages.csv": "node_1,node_2\n30,1412\n1412,30\n7,7\n",
        "spaces.edges": "30 1412\n1412 30 0.5\n7 7\n",
    }.items():
        (tmp_path / name).write_text(words)
        graph = read_graph(tmp_path / name)
        assert graph.edges == [("30", "1412"), ("1412", "30"), ("7", "7")]
        assert graph.people == ["7", "30", "1412"]
        assert graph.followed == ["30", "1412"]


@pytest.mark.parametrize("words", ["", "# nothing\n", "1 2\nthree\n", "1 2\n3 vier\n"])
def test_what_is_no_edge_list_is_named_with_its_line(tmp_path: Path, words: str) -> None:
    (tmp_path / "bad.txt").write_text(words)
    with pytest.raises(UnreadableGraph, match=r"bad\.txt"):
        read_graph(tmp_path / "bad.txt")


def test_a_graph_loads_once_and_leaves_out_self_follows(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "tiny-loop.txt").write_text("1 2\n2 1\n3 1\n3 3\n")
    graph = read_graph(tmp_path / "tiny-loop.txt")
    assert load_graph(engine, graph) == 3
    assert load_graph(engine, graph) == 0


def test_a_feed_loads_into_a_brand_of_its_own_and_a_repeat_changes_nothing(
    tmp_path: Path, app: Flask, engine: Engine, resources: Resources
) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(
        "id,title,description,link,image_link,availability,price\n"
        "a1,Robe,Une robe,https://x.example/a1,https://x.example/a1.jpg,in stock,49.90 EUR\n"
        "a2,Jupe,Une jupe,https://x.example/a2,https://x.example/a2.jpg,in stock,quarante EUR\n"
    )
    with app.app_context():
        loader = CatalogueLoader(engine, resources.storage, make_moderator(engine), lambda *_: None)
        first = loader.load(feed, {"market": "FR"}, [])
        again = loader.load(feed, {"market": "FR"}, [])
    assert (first.created, first.errors) == (1, 1)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    with transaction(engine, Scope.system()) as tx:
        prices = tx.session.execute(
            text(
                "SELECT count(*) FROM price_ledger l JOIN brands b ON b.id = l.brand_id WHERE b.slug = :slug"
            ),
            {"slug": first.brand_slug},
        ).scalar_one()
    assert prices == 1


def test_one_option_takes_many_files() -> None:
    import click

    seen: dict[str, object] = {}

    @click.command(cls=ManyValues)
    @click.option("--graph", "graphs", multiple=True)
    @click.option("--catalog", "catalogues", multiple=True)
    @click.option("--images")
    def command(graphs: tuple[str, ...], catalogues: tuple[str, ...], images: str | None) -> None:
        seen.update(graphs=graphs, catalogues=catalogues, images=images)

    command.main(["--graph", "a", "b", "--catalog", "c", "--images", "d"], standalone_mode=False)
    assert seen == {"graphs": ("a", "b"), "catalogues": ("c",), "images": "d"}
