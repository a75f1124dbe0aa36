"""VITRINE_SMTP_URL is read whole or refused with what is wrong, and its password is never repeated."""

import pytest

import config
from tests.architecture.conftest import DUMMY

SECRET = "hunter22"


def test_without_it_there_is_no_server() -> None:
    assert config.load(DUMMY).smtp is None
    assert config.load({**DUMMY, "VITRINE_SMTP_URL": ""}).smtp is None


def test_everything_in_it_is_read() -> None:
    url = "smtps://shop%40host:p%2Fw%3A@mail.example.com:4465?from=hello@shop.example"
    settings = config.load({**DUMMY, "VITRINE_SMTP_URL": url})
    assert settings.smtp == config.SmtpServer(
        "mail.example.com", 4465, True, "shop@host", "p/w:", "hello@shop.example"
    )
    assert "p/w:" not in repr(settings)
    plain = config.load({**DUMMY, "VITRINE_SMTP_URL": "smtp://mail.example.com"}).smtp
    assert plain == config.SmtpServer("mail.example.com", 587, False, "", "", None)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mail.example.com", "must read smtp://"),
        (f"https://u:{SECRET}@mail.example.com", "must read smtp://"),
        ("smtp://:25", "must read smtp://"),
        (f"smtp://u:{SECRET}@mail.example.com:x", "can be read"),
        (f"smtp://u:{SECRET}#1@mail.example.com", "can be read"),
        ("smtp://u@mail.example.com", "both a user and a password"),
        ("smtp://u:p%C3%A9@mail.example.com", "plain ASCII"),
        ("smtp://mail.example.com?form=a@b.example", "no other option"),
        ("smtp://mail.example.com?from=nobody", "plain e-mail address"),
        ("smtp://mail.example.com?from=a@b.example%0d%0aBcc:x@y.example", "plain e-mail address"),
    ],
)
def test_what_is_wrong_is_named_beside_other_faults(url: str, complaint: str) -> None:
    with pytest.raises(config.ConfigError) as refused:
        config.load({**DUMMY, "VITRINE_SMTP_URL": url, "VITRINE_DEMO": "2"})
    first, second = sorted(refused.value.faults)
    assert first.startswith("VITRINE_DEMO") and second.startswith("VITRINE_SMTP_URL") and complaint in second
    assert SECRET not in str(refused.value)
