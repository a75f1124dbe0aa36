"""The demo's people: one log-in for each role, the brands' owners, and the shoppers."""

from dataclasses import asdict, dataclass

from sqlalchemy import Engine

from app.domain.accounts.actions import create_seed_account
from app.entrypoints.cli.demo.content.shapes import DemoBrand, DemoShop
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.web.identity.seeding import hash_password, seal_totp_secret

PASSWORD = "vitrine-demo-2026"  # noqa: S105 - printed at every start of a demo copy, and good for nothing else
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - the documented demo second factor
SHOPPER, MODERATOR = "shopper@demo.example", "moderator@demo.example"


def owner_email(brand: DemoBrand) -> str:
    """The log-in of a brand's owner."""
    return f"{brand.key}@demo.example"


@dataclass(frozen=True, slots=True)
class LogIn:
    """A demo log-in as the launcher prints it."""

    role: str
    email: str
    password: str
    url: str
    totp_secret: str = ""


def demo_log_ins(shop: DemoShop, public_url: str) -> list[dict[str, str]]:
    """One log-in for each kind of person."""
    first = shop.brands[0]
    return [
        asdict(LogIn("shopper", SHOPPER, PASSWORD, f"{public_url}/")),
        asdict(LogIn("brand", owner_email(first), PASSWORD, f"{public_url}/console/{first.key}/")),
        asdict(LogIn("moderator", MODERATOR, PASSWORD, f"{public_url}/moderation/", TOTP_SECRET)),
    ]


def make_moderator(engine: Engine) -> int:
    """The demo's moderator; answers the account's id. Harmless to repeat."""
    with transaction(engine, Scope.system()) as tx:
        return create_seed_account(
            tx,
            email=MODERATOR,
            display_name="Inès Modération",
            password_hash=hash_password(PASSWORD),
            is_moderator=True,
            totp_secret=seal_totp_secret(TOTP_SECRET),
        )


def make_loader(engine: Engine) -> int:
    """Who decides for loaded brands outside demo copies: an account that nobody can enter."""
    with transaction(engine, Scope.system()) as tx:
        return create_seed_account(
            tx,
            email="loader@vitrine.invalid",
            display_name="Vitrine",
            password_hash=None,
            active=False,
            is_moderator=True,
        )


def make_people(engine: Engine, shop: DemoShop) -> dict[str, int]:
    """Accounts by key: "shopper", "moderator", "owner:<brand>", and each shopper's own key. Harmless to repeat."""
    password_hash = hash_password(PASSWORD)
    ids = {"moderator": make_moderator(engine)}
    with transaction(engine, Scope.system()) as tx:
        ids["shopper"] = create_seed_account(
            tx, email=SHOPPER, display_name="Camille Durand", password_hash=password_hash
        )
        for brand in shop.brands:
            ids[f"owner:{brand.key}"] = create_seed_account(
                tx, email=owner_email(brand), display_name=brand.name, password_hash=password_hash
            )
        for shopper in shop.shoppers:
            with clock.frozen(shopper.joined_at):
                ids[shopper.key] = create_seed_account(
                    tx,
                    email=shopper.email,
                    display_name=shopper.display_name,
                    password_hash=password_hash,
                    locale=shopper.locale,
                    market=shopper.market,
                )
    return ids
