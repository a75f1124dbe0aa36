"""The desk's blueprint and the frame its pages share; the modules beside it add its routes."""

from flask import Blueprint, render_template
from flask_babel import gettext

from app.domain.moderation.queries import count_waiting
from app.kernel.transaction import Transaction

desk = Blueprint("moderation", __name__, url_prefix="/moderation")


def draw(tx: Transaction, template: str, **context: object) -> str:
    """A page of the desk, with what waits counted in its navigation."""
    pending, domains = count_waiting(tx)
    navigation = [
        ("new", "/moderation/", gettext("New posts"), None),
        ("hidden", "/moderation/hidden", gettext("Hidden"), None),
        ("brands", "/moderation/brands", gettext("Brands"), pending + domains or None),
        ("decisions", "/moderation/decisions", gettext("Decisions"), None),
    ]
    return render_template(template, moderation_nav=navigation, waiting=(pending, domains), **context)
