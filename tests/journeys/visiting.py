"""One person at a browser of their own, and everything that the browser complained of while they were there."""

from typing import TYPE_CHECKING, Any

from tests.factories.people import KnownPerson

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

PATIENCE_MS = 30_000
_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`content policy: ${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`));"""


class Visitor:
    """A fresh browser profile with one page open."""

    def __init__(self, browser: "Browser", url: str, options: dict[str, Any]) -> None:
        self.url = url
        self.complaints: list[str] = []
        wishes = {"base_url": url, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}} | options
        self.context = browser.new_context(**wishes)
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_init_script(_VIOLATIONS)
        self.context.on("page", self._watch)
        self.page = self.context.new_page()

    def log_in(self, person: KnownPerson, then: str = "/") -> "Page":
        """Log in by the forms, with a code where one is asked for."""
        self.page.goto(f"/login?next={then}")
        self.page.fill("#email", person.email)
        self.page.fill("#password", person.password)
        self.page.click("main button[type=submit]")
        if person.totp_secret:
            self.page.wait_for_url("**/two-factor")
            self.page.fill("#code", person.code())
            self.page.click("main button[type=submit]")
        self.page.wait_for_url(self.url + then)
        return self.page

    def leave(self) -> list[str]:
        """Close everything; answers the complaints."""
        self.context.close()
        return self.complaints

    def _watch(self, page: "Page") -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: uncaught {error}"))
        page.on("console", lambda message: self._hear(page, message))

    def _hear(self, page: "Page", message: "ConsoleMessage") -> None:
        if message.type in ("error", "warning"):
            at = message.location.get("url", "")
            self.complaints.append(f"{page.url}: {message.type}: {message.text} ({at})")
