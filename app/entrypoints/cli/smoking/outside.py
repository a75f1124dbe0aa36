"""An outside client: a cookie jar, a base address, pages and forms as a browser sends them. Knows nothing of the inside."""

import re
from typing import Any

import lxml.html
import requests

REQUEST_SECONDS = 20.0


class StepFailed(Exception):
    """A step did not give what it must; the words say what was seen."""


class Outside:
    """One person's browser without a screen."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.name = url.rstrip("/"), name
        self.session = requests.Session()
        self.session.headers["User-Agent"] = f"vitrine-smoke ({name})"
        self.session.trust_env = False  # no proxy of the user's own stands between us and the copy

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send a request within the time limit, following no redirect.

        Raises: StepFailed when nothing answers.
        """
        address = path if path.startswith("http") else self.url + path
        options = {"timeout": REQUEST_SECONDS, "allow_redirects": False} | options
        try:
            return self.session.request(method, address, **options)
        except requests.RequestException as error:
            raise StepFailed(f"{method} {address} got no answer: {error}") from error

    def get(self, path: str, **options: Any) -> requests.Response:
        """Get what must be there."""
        return expect(self.send("GET", path, **options), 200)

    def json(self, path: str, **params: str) -> Any:
        """Get JSON that must be there."""
        answer = self.get(path, params=params, headers={"Accept": "application/json"})
        try:
            return answer.json()
        except ValueError as error:
            raise StepFailed(f"{path} is no JSON: {answer.text[:200]!r}") from error

    def page(self, path: str) -> Any:
        """Get and parse a page: an lxml element."""
        return lxml.html.fromstring(self.get(path).text)

    def csrf(self, path: str) -> str:
        """The token that the forms of a page carry."""
        found = self.page(path).xpath('//meta[@name="csrf-token"]/@content')
        if not found:
            raise StepFailed(f"{path} carries no CSRF token")
        return str(found[0])

    def submit(self, path: str, fields: list[tuple[str, str]], token: str) -> requests.Response:
        """Send a form of a page whose token is at hand; the answer is the caller's to judge."""
        return self.send("POST", path, data=[("csrf_token", token), *fields], headers={"Accept": "text/html"})

    def post_json(self, path: str, body: dict[str, Any], token: str, status: int) -> Any:
        """Send JSON as the page's own script does."""
        headers = {"X-CSRFToken": token, "Accept": "application/json", "X-Requested-With": "fetch"}
        return expect(self.send("POST", path, json=body, headers=headers), status).json()


def expect(answer: requests.Response, status: int) -> requests.Response:
    """Let an answer pass when its status is the wanted one.

    Raises: StepFailed with what was said instead.
    """
    if answer.status_code == status:
        return answer
    request = answer.request
    led = f" to {answer.headers['Location']}" if "Location" in answer.headers else ""
    raise StepFailed(
        f"{request.method} {request.url} answered {answer.status_code}{led}, not {status}: {said(answer)}"
    )


def said(answer: requests.Response) -> str:
    """What an answer says to a person, cut short: its errors, its heading, or its text."""
    if "html" not in answer.headers.get("Content-Type", ""):
        return answer.text[:300]
    page: Any = lxml.html.fromstring(answer.text or "<p>nothing</p>")
    found = page.xpath('//*[contains(@class, "field-error")]') or page.xpath("//main") or [page]
    words = " | ".join(str(element.text_content()) for element in found)
    return re.sub(r"\s+", " ", words).strip()[:300]
