"""The task that sends what waits in the outgoing folder. Losing or repeating one is harmless: the folder is the queue."""

import structlog
from celery import shared_task

from app.resources.container import current
from app.resources.postman import Postman

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
