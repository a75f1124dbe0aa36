"""Makes plain text of what a feed calls text: HTML bodies, stray white space. The result is text; escape it like any other."""

import html
import re

import nh3

_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "section",
}
_GONE = {
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "noscript",
    "title",
    "svg",
    "math",
    "textarea",
    "select",
}
_LOOKS_LIKE_HTML = re.compile(r"<[A-Za-z/!]|&[A-Za-z#][A-Za-z0-9]{1,31};")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_MAX_HTML_CHARS = 200_000
_MAX_TAGS = 5_000


def clean_line(text: str) -> str:
    """One line: runs of white space become one space."""
    return " ".join(text.split())


def clean_text(text: str) -> str:
    """Paragraphs: spaces tidied within lines, at most one empty line between them."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def html_to_text(source: str) -> str:
    """The words of an HTML body, a line for every block; scripts, styles and embedded things are gone with their content."""
    source = source[:_MAX_HTML_CHARS]
    if source.count("<") > _MAX_TAGS:  # an HTML parser's work can grow with the square of the open tags
        return clean_text(html.unescape(re.sub(r"<[^<>]*>", " ", source)))
    safe = nh3.clean(source, tags=_BLOCKS, attributes={}, clean_content_tags=_GONE, link_rel=None)
    lined = _TAG.sub(lambda tag: "\n- " if tag.group(2) == "li" and not tag.group(1) else "\n", safe)
    lined = re.sub(r"\n\s*\n\s*", "\n", lined.replace("\u00a0", " ").replace("&nbsp;", " "))
    return clean_text(html.unescape(lined))


def any_to_text(source: str) -> str:
    """Plain text of a value that may or may not be HTML."""
    return html_to_text(source) if _LOOKS_LIKE_HTML.search(source) else clean_text(source)


def cut(text: str, limit: int) -> str:
    """At most that many characters, cut at a word's end where there is one near, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit * 0.8 else head).rstrip() + "…"
