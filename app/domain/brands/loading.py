"""Loading a follow graph in bulk, in the system's name. Every step may be repeated: what stands already stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from app.kernel import clock
from app.kernel.ids import new_id
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LoadedPerson:
    """An account of a loaded graph, and the brand it speaks for where others follow it."""

    account_id: int
    brand_id: int | None


_ACCOUNTS = text(
    "INSERT INTO accounts (id, email, handle, display_name, active, is_moderator, locale, market, follow_epoch,"
    " created_at, confirmed_at, fs_uniquifier)"
    " SELECT id, key || '@graph.example', key, 'Person ' || name, true, false, 'fr', 'FR', 1, :now, :now, key"
    " FROM unnest(CAST(:ids AS bigint[]), CAST(:keys AS text[]), CAST(:names AS text[])) AS given(id, key, name)"
    " ON CONFLICT DO NOTHING"
)
_BRANDS = text(
    "INSERT INTO brands (id, slug, name, status, tagline, story, country, city, legal, created_at, approved_at)"
    " SELECT id, key, 'Page ' || name, 'approved', '{}', '{}', 'FR', '', '{}', :now, :now"
    " FROM unnest(CAST(:ids AS bigint[]), CAST(:keys AS text[]), CAST(:names AS text[])) AS given(id, key, name)"
    " ON CONFLICT DO NOTHING"
)
_MEMBERS = text(
    "INSERT INTO brand_members (brand_id, account_id, role, created_at)"
    " SELECT b.id, a.id, 'owner', :now FROM unnest(CAST(:keys AS text[])) AS given(key)"
    " JOIN brands b ON b.slug = given.key JOIN accounts a ON a.handle = given.key ON CONFLICT DO NOTHING"
)
_FOLLOWS = text(
    "INSERT INTO follows (account_id, brand_id, created_at)"
    " SELECT a.id, b.id, :now FROM unnest(CAST(:followers AS text[]), CAST(:followed AS text[])) AS given(f, t)"
    " JOIN accounts a ON a.handle = given.f JOIN brands b ON b.slug = given.t"
    " WHERE given.f <> given.t ON CONFLICT DO NOTHING RETURNING account_id"
)
_EPOCHS = text("UPDATE accounts SET follow_epoch = follow_epoch + 1 WHERE id = ANY(:ids)")
_LOADED = text(
    "SELECT a.handle, a.id AS account_id, b.id AS brand_id FROM accounts a"
    " LEFT JOIN brands b ON b.slug = a.handle WHERE a.handle = ANY(:keys)"
)


def load_people(tx: Transaction, graph: str, names: Sequence[str], *, with_brands: Sequence[str]) -> None:
    """Make an account for each name of a graph, and an approved brand for each name that others follow.

    They cannot log in: no password is set. Keys are `<graph>-<name>`, so that a repeat finds them again.
    """
    now = clock.utcnow()
    keys = [f"{graph}-{name}" for name in names]
    values = {"ids": [new_id() for _ in names], "keys": keys, "names": list(names), "now": now}
    tx.session.execute(_ACCOUNTS, values)
    keys = [f"{graph}-{name}" for name in with_brands]
    values = {"ids": [new_id() for _ in with_brands], "keys": keys, "names": list(with_brands), "now": now}
    tx.session.execute(_BRANDS, values)
    tx.session.execute(_MEMBERS, {"keys": keys, "now": now})


def load_follows(tx: Transaction, graph: str, edges: Sequence[tuple[str, str]]) -> int:
    """Store follows between a graph's people and brands; self-follows are left out. Answers how many are new.

    The followers' epochs move in the same transaction, so that no timeline built before is believed.
    """
    values = {
        "followers": [f"{graph}-{source}" for source, _ in edges],
        "followed": [f"{graph}-{target}" for _, target in edges],
        "now": clock.utcnow(),
    }
    added = list(tx.session.execute(_FOLLOWS, values).scalars())
    if added:
        tx.session.execute(_EPOCHS, {"ids": list(set(added))})
    return len(added)


def loaded_people(tx: Transaction, graph: str, names: Sequence[str]) -> dict[str, LoadedPerson]:
    """The accounts and brands of a loaded graph, by name."""
    rows = tx.session.execute(_LOADED, {"keys": [f"{graph}-{name}" for name in names]})
    return {row.handle.removeprefix(f"{graph}-"): LoadedPerson(row.account_id, row.brand_id) for row in rows}
