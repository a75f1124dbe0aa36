"""Mails: the task that sends what waits in the outgoing folder, and those that write what follows from an event.

Repeating one is harmless: the folder is the queue, and a mail about an event is written once.
"""

import structlog
from celery import shared_task

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import addressees_of, get_brand_as_member
from app.domain.moderation.queries import find_decision
from app.entrypoints.worker.support import system_unit
from app.resources.container import current
from app.resources.postman import Postman
from app.web.identity.mails import MailAway
from app.web.identity.notices import send_brand_decided

_log = structlog.get_logger("vitrine.mail")


@shared_task(name="mail.send")
def send_mails() -> None:
    """Send the mails that wait, where an SMTP server is known; elsewhere the folder is left alone."""
    settings = current().settings
    if settings.smtp is None:
        return
    round_ = Postman(settings.smtp, settings.mail_dir).send_waiting()
    if round_.sent:
        _log.info("mails sent", recipients=round_.sent)
    if round_.refused or round_.given_up:
        _log.warning("mails refused", recipients=round_.refused, given_up=round_.given_up)
    if round_.away:
        _log.error("the SMTP server is away; mails wait", reason=round_.away, waiting=round_.waiting)


@shared_task(name="mail.tell_brand", autoretry_for=(MailAway,), retry_backoff=5, max_retries=10)
def tell_brand(decision_id: str) -> None:
    """Write to a brand's members what a moderator decided on it, each in their language."""
    with system_unit() as tx:
        decision = find_decision(tx, int(decision_id))
        if decision is None:
            return
        brand = get_brand_as_member(tx, Viewer(), decision.subject_id)
        members = addressees_of(tx, brand.id)
    for member in members:
        send_brand_decided(member, brand, decision)
