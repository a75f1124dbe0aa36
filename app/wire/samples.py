"""An example value for any schema of the reference, made from the schema itself so that it can never be out of date."""

from typing import Any

_DEPTH = 12
_PREFIX = "#/components/schemas/"


def sample(schema: dict[str, Any], components: dict[str, Any], name: str = "", depth: int = 0) -> Any:
    """A value that fits: the schema's own example, else its default, else the plainest one."""
    if "$ref" in schema:
        target = components[schema["$ref"].removeprefix(_PREFIX)]
        return sample(target, components, name, depth + 1)
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema or "const" in schema:
        return schema["enum"][0] if "enum" in schema else schema["const"]
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], components, name, depth)
    return _by_type(schema, components, name, depth)


def _by_type(schema: dict[str, Any], components: dict[str, Any], name: str, depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        return {key: sample(one, components, key, depth + 1) for key, one in fields.items()}
    if kind == "array":
        return [] if depth > _DEPTH else [sample(schema.get("items", {}), components, name, depth + 1)]
    if kind in ("integer", "number"):
        return schema.get("minimum", 12 if kind == "integer" else 0.5)
    if kind == "boolean":
        return True
    if schema.get("format") == "date-time":
        return "2026-03-14T09:26:53Z"
    return _TEXTS.get(name, "text")


_TEXTS = {
    "name": "Maison Lune",
    "brand_name": "Maison Lune",
    "brand_slug": "maison-lune",
    "title": "Wool coat",
    "text": "The coat is here.",
    "tagline": "Quiet coats",
    "kind": "promotion",
    "city": "Lyon",
    "alt": "A wool coat",
    "availability": "in_stock",
    "status": "approved",
    "state": "live",
    "body": "Does it come in navy?",
    "email": "ana@example.org",
    "market": "FR",
    "locale": "en",
    "url": "/posts/1731650816401408",
    "go_url": "/go/k1.AAY…",
    "next": "/api/v1/feed?before=AQAG…",
    "cursor": "AQAGJ…",
}
