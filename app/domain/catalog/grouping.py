"""Gathers Google items that are sizes or colours of one product. Reads a stream, holds one group, knows no database.

An `item_group_id` alone proves nothing: real shops write a category there. An item belongs to its group's product only
where it also says what sets it apart (colour, size, material, pattern) and the group is not its product type. That is
decided item by item, so that the same item is the same variant in every import, whatever stands around it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.catalog.importing.types import Diagnostic, ParsedProduct

GROUP_PREFIX = "group:"
MAX_TOGETHER = 500
_APART = ("color", "size", "material", "pattern")


@dataclass(frozen=True, slots=True)
class Gathered:
    """One product for the catalogue. `partial`: the file spoke of it before, and this brings only further variants.

    `items`: how many of the file's items it is made of.
    """

    product: ParsedProduct
    partial: bool = False
    is_group: bool = False
    items: int = 1


def gather_groups(stream: Iterable[ParsedProduct | Diagnostic]) -> Iterator[Gathered | Diagnostic]:
    """The same stream with neighbouring items of one group made into one product with variants."""
    together: list[ParsedProduct] = []
    begun: set[str] = set()
    for one in stream:
        group = _group_of(one) if isinstance(one, ParsedProduct) else ""
        if together and (_group_of(together[0]) != group or len(together) >= MAX_TOGETHER):
            if isinstance(one, Diagnostic):
                yield one  # said of one item, it does not part its neighbours
                continue
            yield _merge(together, begun)
            together = []
        if isinstance(one, Diagnostic):
            yield one
        elif group:
            together.append(one)
        else:
            yield Gathered(one)
    if together:
        yield _merge(together, begun)


def _group_of(product: ParsedProduct) -> str:
    """The group an item belongs to, or "" where it stands for itself."""
    group = product.group_id
    if not group or len(product.variants) != 1 or group.casefold() == product.product_type.casefold():
        return ""
    return group if any(product.variants[0].options.get(name) for name in _APART) else ""


def _merge(items: list[ParsedProduct], begun: set[str]) -> Gathered:
    first, group = items[0], _group_of(items[0])
    partial = group in begun
    begun.add(group)
    expiries = [one.expires_at for one in items]
    known = [moment for moment in expiries if moment is not None]
    product = replace(
        first,
        external_id=GROUP_PREFIX + group,
        title=common_title([one.title for one in items]),
        variants=tuple(
            replace(variant, title=" / ".join(_apart(variant.options)))
            for one in items
            for variant in one.variants
        ),
        image_links=tuple(dict.fromkeys(url for one in items for url in one.image_links)),
        expires_at=max(known) if len(known) == len(expiries) else None,
    )
    return Gathered(product, partial, is_group=True, items=len(items))


def _apart(options: Mapping[str, str]) -> list[str]:
    return [options[name] for name in _APART if options.get(name)]


def common_title(titles: list[str]) -> str:
    """The words that all titles begin with, or the first title where that is too little to be a name."""
    shared: list[str] = []
    for words in zip(*(title.split() for title in titles), strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    name = " ".join(shared).rstrip(" -–—,/(|:")
    return name if len(name) >= 3 else titles[0]
