"""The hint that an open page receives: what happened and to which ids. The page fetches the truth itself."""

HINT_VERSION = 1


def hint(
    kind: str, *, request_id: str, brand: str = "", post: str = "", product: str = ""
) -> dict[str, object]:
    """A hint's payload. Shapes: {v, type, post?, brand?, product?, request_id}; ids are decimal strings."""
    named = {"brand": brand, "post": post, "product": product}
    return {
        "v": HINT_VERSION,
        "type": kind,
        **{key: value for key, value in named.items() if value},
        "request_id": request_id,
    }
