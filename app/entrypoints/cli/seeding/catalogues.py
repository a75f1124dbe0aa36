"""Real product feeds into brands of their own: one brand a file, photographs from a folder, a few posts to show them."""

import os
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Engine

from app.domain.accounts.actions import create_seed_account
from app.domain.accounts.viewer import Viewer
from app.domain.assets.actions import store_generated_picture
from app.domain.assets.queries import ready_ids_by_filename
from app.domain.brands.actions import create_brand
from app.domain.brands.describing import domains_of
from app.domain.brands.queries import brand_id_of_slug
from app.domain.catalog.actions import upload_and_request_import
from app.domain.catalog.import_queries import get_import
from app.domain.catalog.import_running import run_import
from app.domain.catalog.pictures import set_pictures
from app.domain.catalog.queries import ProductView, products_of_brand
from app.domain.moderation.actions import approve_brand
from app.domain.posts.actions import ImageDraft, PostDraft, TagDraft, publish_post
from app.domain.posts.queries import posts_of_brand
from app.domain.pricing.claims import remarks_on_claims
from app.entrypoints.cli.seeding.graphs import Progress
from app.entrypoints.cli.seeding.people import PASSWORD
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from app.web.identity.seeding import hash_password
from media.contract import Storage
from media.types import ProcessedFiles

PICTURES = (".jpg", ".jpeg", ".png", ".webp")
MAX_SHOWN = 60
"""Products of a feed that get a photograph: the newest, as many as a brand's page shows."""
POSTS, GOODS_A_POST = 6, 3


@dataclass(frozen=True, slots=True)
class LoadedCatalogue:
    """What became of one feed file."""

    brand_slug: str
    owner_email: str
    created: int
    updated: int
    unchanged: int
    errors: int
    warnings: int


def make_renditions(path: str, asset_id: int) -> ProcessedFiles:
    """Prepare one photograph; runs in a process of its own."""
    from media.sandbox import process_image

    return process_image(Path(path).read_bytes(), asset_id)


@dataclass(slots=True)
class CatalogueLoader:
    """Loads feed files; every step finds what an earlier run left and goes on."""

    engine: Engine
    storage: Storage
    moderator_id: int
    progress: Progress
    demo: bool = False
    """Whether the brands' owners get the demo's public password; otherwise they have none until they reset it."""

    def load(self, path: Path, options: dict[str, str], photographs: Sequence[Path]) -> LoadedCatalogue:
        """One file into one brand. Raises: the import's refusals, with what is wrong with the file or the options."""
        slug = re.sub(r"[^a-z0-9]+", "-", f"{path.parent.name}-{path.stem}".lower()).strip("-")[:50]
        email = f"{slug}@catalogue.example"
        brand_id, owner_id = self._brand(slug, email)
        given = {"shop_url": f"https://{slug}.example", "currency": "EUR", **options}
        with self._as_brand(brand_id) as tx:
            import_id = upload_and_request_import(
                tx,
                self.storage,
                brand_id,
                owner_id,
                filename=path.name,
                data=path.read_bytes(),
                options=given,
            )
        run_import(self._as_system, self._as_brand, self.storage, remarks_on_claims, import_id)
        with self._as_brand(brand_id) as tx:
            run = get_import(tx, brand_id, import_id)
        self.progress(f"{slug}: items", run.items_total, run.items_total)
        if photographs:
            self._photographs(slug, brand_id, photographs)
            self._posts(slug, brand_id, owner_id)
        return LoadedCatalogue(
            slug,
            email,
            run.created_count,
            run.updated_count,
            run.unchanged_count,
            run.error_count,
            run.warning_count,
        )

    def _as_system(self) -> AbstractContextManager[Transaction]:
        return transaction(self.engine, Scope.system())

    def _as_brand(self, brand_id: int) -> AbstractContextManager[Transaction]:
        return transaction(self.engine, Scope.brand(None, brand_id))

    def _brand(self, slug: str, email: str) -> tuple[int, int]:
        with self._as_system() as tx:
            found = brand_id_of_slug(tx, slug)
            owner_id = create_seed_account(
                tx,
                email=email,
                display_name=slug,
                password_hash=hash_password(PASSWORD) if self.demo else None,
            )
        if found is not None:
            return found, owner_id
        brand_id = new_id()
        name = slug.replace("-", " ").capitalize()
        with transaction(self.engine, Scope.brand(owner_id, brand_id)) as tx:
            create_brand(tx, owner_id, name=name, slug=slug, country="FR", domains=(f"{slug}.example",))
        with transaction(self.engine, Scope.moderator(self.moderator_id)) as tx:
            hosts = [domain.id for domain in domains_of(tx, brand_id)]
            approve_brand(tx, self.moderator_id, brand_id, domain_ids=hosts, tell_members=False)
        return brand_id, owner_id

    def _goods(self, brand_id: int) -> list[ProductView]:
        with self._as_system() as tx:
            return list(products_of_brand(tx, Viewer(), brand_id, limit=MAX_SHOWN).items)

    def _photographs(self, slug: str, brand_id: int, photographs: Sequence[Path]) -> None:
        goods = [product for product in self._goods(brand_id) if not product.asset_ids]
        with self._as_brand(brand_id) as tx:
            stored = ready_ids_by_filename(tx, brand_id)
        wanted = [photographs[number % len(photographs)] for number in range(len(goods))]
        missing = {path.name: path for path in wanted if path.name not in stored}
        with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
            tasks = [
                (name, asset_id, pool.submit(make_renditions, str(path), asset_id))
                for name, path in missing.items()
                for asset_id in (new_id(),)
            ]
            for number, (name, asset_id, task) in enumerate(tasks, 1):
                files = task.result()
                with self._as_brand(brand_id) as tx:
                    store_generated_picture(tx, self.storage, brand_id, asset_id, files, filename=name)
                stored[name] = asset_id
                self.progress(f"{slug}: photographs", number, len(tasks))
        for product, path in zip(goods, wanted, strict=True):
            with self._as_brand(brand_id) as tx:
                set_pictures(tx, brand_id, product.id, [stored[path.name]])

    def _posts(self, slug: str, brand_id: int, owner_id: int) -> None:
        goods = [product for product in self._goods(brand_id) if product.asset_ids and product.lead]
        with self._as_brand(brand_id) as tx:
            published = len(posts_of_brand(tx, brand_id, limit=POSTS).items)
        groups = [goods[at : at + GOODS_A_POST] for at in range(0, len(goods), GOODS_A_POST)][published:POSTS]
        for number, group in enumerate(groups, 1):
            images = tuple(ImageDraft(asset_id) for asset_id in dict.fromkeys(p.asset_ids[0] for p in group))
            draft = PostDraft(
                "promotion",
                {"fr": " · ".join(product.title for product in group)[:2_000]},
                images,
                tuple(TagDraft(product.id) for product in group),
            )
            with transaction(self.engine, Scope.brand(owner_id, brand_id)) as tx:
                publish_post(tx, brand_id, owner_id, draft)
            self.progress(f"{slug}: posts", number, len(groups))


def photographs_in(folder: Path | None) -> list[Path]:
    """The pictures of a folder, by name."""
    if folder is None:
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES)
