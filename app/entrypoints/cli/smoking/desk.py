"""The moderator's part: hide with a reason, restore."""

from app.entrypoints.cli.smoking.outside import Outside, StepFailed, said

WORDS = "Smoke test: taken down and given back at once."


class Desk:
    """The moderation desk's client."""

    def __init__(self, person: Outside) -> None:
        self.person = person

    def token(self, post_id: str) -> str:
        """The token of the post's page on the desk, where the decision stands."""
        return self.person.csrf(f"/moderation/posts/{post_id}?state=all")

    def decide(self, post_id: str, verb: str, token: str) -> None:
        """Hide or restore by the form.

        Raises: StepFailed with what the page says.
        """
        fields = [("explanation", WORDS), *([("reason", "other")] if verb == "hide" else [])]
        answer = self.person.submit(f"/moderation/posts/{post_id}/{verb}?state=all", fields, token)
        if answer.status_code != 303:
            raise StepFailed(f"{verb} was answered {answer.status_code}: {said(answer)}")
