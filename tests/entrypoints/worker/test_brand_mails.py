"""What a moderator decides on a brand reaches its members' mailboxes, each in their language, once."""

import email
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from app.domain.accounts.actions import set_preferences, suspend_account
from app.domain.moderation.actions import approve_brand, suspend_brand
from app.entrypoints.worker.mails import tell_brand
from app.entrypoints.worker.subscriptions import SUBSCRIPTIONS
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from config import Settings
from tests.factories import shop
from tests.factories.people import link_in


@pytest.fixture
def decide(in_app: Flask, engine: Engine) -> Callable[[Callable[[Transaction, int], int]], int]:
    """Decide as a moderator, then run what follows in the worker. Answers the decision's id."""

    def run(action: Callable[[Transaction, int], int]) -> int:
        moderator_id = shop.make_account(engine, name="Mod", moderator=True)
        with transaction(engine, Scope.moderator(moderator_id)) as tx:
            decision_id = action(tx, moderator_id)
        with transaction(engine, Scope.system()) as tx:
            query = text("SELECT name, payload FROM outbox WHERE payload->>'decision_id' = :id")
            name, payload = tx.session.execute(query, {"id": str(decision_id)}).one()
        (then,) = SUBSCRIPTIONS[name]
        assert then.task == tell_brand.name
        tell_brand.run(*(payload[field] for field in then.fields))
        return decision_id

    return run


@pytest.fixture
def mails_to(engine: Engine, settings: Settings) -> Iterator[Callable[[int], list[EmailMessage]]]:
    """The mails to an account, oldest first."""

    def read(account_id: int) -> list[EmailMessage]:
        with transaction(engine, Scope.system()) as tx:
            query = text("SELECT email FROM accounts WHERE id = :id")
            address = tx.session.execute(query, {"id": account_id}).scalar_one()
        paths = sorted(settings.mail_dir.glob("*brand_decided*.eml"))
        mails = [email.message_from_bytes(path.read_bytes(), policy=default) for path in paths]
        return [mail for mail in mails if mail["To"] == address]  # type: ignore[misc]

    yield read


def _words(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_founder_hears_of_the_yes_in_their_language(
    engine: Engine, decide: Callable[..., int], mails_to: Callable[[int], list[EmailMessage]]
) -> None:
    brand = shop.make_brand(engine, name="Maison <Lune>", approved=False)
    with transaction(engine, Scope.system()) as tx:
        set_preferences(tx, brand.owner_id, locale="fr", market="FR")
    decide(lambda tx, mod: approve_brand(tx, mod, brand.id))
    (mail,) = mails_to(brand.owner_id)
    assert mail["Subject"] == "Votre marque est ouverte"
    assert "Maison <Lune> est ouverte" in _words(mail)
    assert "Maison &lt;Lune&gt; est ouverte" in _words(mail, "html")
    assert link_in(mail) == f"/console/{brand.slug}/"


def test_a_no_says_why_and_leads_to_where_it_is_put_right(
    engine: Engine, decide: Callable[..., int], mails_to: Callable[[int], list[EmailMessage]]
) -> None:
    brand = shop.make_brand(engine, approved=False)
    decide(
        lambda tx, mod: suspend_brand(
            tx, mod, brand.id, reason="counterfeit", explanation="The <b>logo</b> is another's."
        )
    )
    (mail,) = mails_to(brand.owner_id)
    assert mail["Subject"] == "Your brand was turned down"
    assert "Counterfeit or stolen" in _words(mail)
    assert "The <b>logo</b> is another's." in _words(mail)
    assert "<b>logo" not in _words(mail, "html")
    assert link_in(mail) == f"/console/{brand.slug}/settings"
    decide(lambda tx, mod: approve_brand(tx, mod, brand.id))
    assert mails_to(brand.owner_id)[-1]["Subject"] == "Your brand is open", "it never was before"
    decide(lambda tx, mod: suspend_brand(tx, mod, brand.id, reason="spam"))
    decide(lambda tx, mod: approve_brand(tx, mod, brand.id))
    subjects = [mail["Subject"] for mail in mails_to(brand.owner_id)][-2:]
    assert subjects == ["Your brand is suspended", "Your brand is open again"]


def test_a_repeated_task_writes_nothing_twice_and_the_banned_are_not_written_to(
    engine: Engine, decide: Callable[..., int], mails_to: Callable[[int], list[EmailMessage]]
) -> None:
    brand, banned = shop.make_brand(engine, approved=False), shop.make_account(engine, name="Banned")
    with transaction(engine, Scope.system()) as tx:
        suspend_account(tx, banned)
        row = {"brand": brand.id, "account": banned}
        tx.session.execute(text("INSERT INTO brand_members VALUES (:brand, :account, 'member', now())"), row)
    decision_id = decide(lambda tx, mod: approve_brand(tx, mod, brand.id))
    tell_brand.run(str(decision_id))
    assert len(mails_to(brand.owner_id)) == 1
    assert mails_to(banned) == []
