"""The small world that journeys play in."""

import io
import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from PIL import Image, ImageDraw

from app.resources.container import EXTENSION
from tests.factories.people import KnownPerson, make_person
from tests.factories.shop import MadeBrand, follow, make_brand, make_product

COAT_MINOR, SCARF_MINOR = 19_900, 4_900


@dataclass(frozen=True)
class World:
    """Who and what there is."""

    brand: MadeBrand
    owner: KnownPerson
    shopper: KnownPerson
    stranger: KnownPerson
    moderator: KnownPerson
    coat_id: int
    scarf_id: int


def make_world(app: Flask, shop_host: str) -> World:
    """An approved brand whose shop answers at `shop_host`; the shopper follows it, the stranger nobody."""
    engine = app.extensions[EXTENSION].engine
    owner = make_person(app)
    brand = make_brand(engine, owner_id=owner.id, domains=(shop_host,))
    shopper = make_person(app)
    follow(engine, shopper.id, brand)
    return World(
        brand=brand,
        owner=owner,
        shopper=shopper,
        stranger=make_person(app),
        moderator=make_person(app, moderator=True, second_factor=True),
        coat_id=make_product(
            engine, brand.id, price_minor=COAT_MINOR, purchase_url=f"http://{shop_host}/p/coat?size=m"
        ),
        scarf_id=make_product(
            engine,
            brand.id,
            title="Silk scarf",
            price_minor=SCARF_MINOR,
            purchase_url=f"http://{shop_host}/p/scarf",
        ),
    )


def picture_file(folder: Path) -> Path:
    """A JPEG that no other test made, on disk as a person has it."""
    picture = Image.new("RGB", (1080, 1350), tuple(secrets.randbelow(200) + 30 for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(10):
        x, y, size = secrets.randbelow(900), secrets.randbelow(1150), 60 + secrets.randbelow(200)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(secrets.randbelow(256) for _ in range(3)))
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=85)
    file = folder / "window.jpg"
    file.write_bytes(held.getvalue())
    return file
