"""Draws the demo's pictures on every core and stores their renditions. What is stored already is not drawn again."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from sqlalchemy import Engine

from app.domain.assets.actions import store_generated_picture
from app.domain.assets.queries import ready_ids_by_filename
from app.entrypoints.cli.demo.content.shapes import Picture
from app.entrypoints.cli.seeding.graphs import Progress
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from media.contract import Storage
from media.types import ProcessedFiles

MAX_WIDTH = 1_080
"""Drawn at most this wide: sharp on a phone and in the feed column, and a first start stays short."""


def draw_picture(svg: str, width: int, height: int, asset_id: int) -> ProcessedFiles:
    """Render one drawing and make its renditions; runs in a process of its own."""
    from media.drawings import render_svg
    from media.images import process_image

    scale = min(1.0, MAX_WIDTH / width)
    return process_image(render_svg(svg, round(width * scale), round(height * scale), "png"), asset_id)


def store_pictures(
    engine: Engine,
    storage: Storage,
    wanted: Sequence[tuple[int, Picture]],
    progress: Progress,
) -> Mapping[tuple[int, str], int]:
    """Make sure each (brand id, picture) is stored; answers asset ids by (brand id, picture key)."""
    pairs = list(dict.fromkeys((brand_id, picture.key) for brand_id, picture in wanted))
    pictures = {(brand_id, picture.key): picture for brand_id, picture in wanted}
    found: dict[tuple[int, str], int] = {}
    for brand_id in dict.fromkeys(brand_id for brand_id, _ in pairs):
        with transaction(engine, Scope.brand(None, brand_id)) as tx:
            stored = ready_ids_by_filename(tx, brand_id)
        found |= {(brand_id, name): asset_id for name, asset_id in stored.items()}
    missing = [pair for pair in pairs if pair not in found]
    done = len(pairs) - len(missing)
    progress("pictures", done, len(pairs))
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        tasks = []
        for pair in missing:
            picture, asset_id = pictures[pair], new_id()
            drawn = pool.submit(draw_picture, picture.svg(), picture.width, picture.height, asset_id)
            tasks.append((pair, asset_id, drawn))
        for (brand_id, key), asset_id, drawn in tasks:
            files = drawn.result()
            with transaction(engine, Scope.brand(None, brand_id)) as tx:
                store_generated_picture(tx, storage, brand_id, asset_id, files, filename=key)
            found[brand_id, key] = asset_id
            done += 1
            progress("pictures", done, len(pairs))
    return found
