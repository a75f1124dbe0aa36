"""The person asking: who they are, whom they follow, what they may act for, and their tokens."""

from app.domain.accounts import tokens
from app.domain.accounts.actions import rename_account, set_preferences
from app.domain.accounts.queries import api_tokens_of, get_account
from app.domain.brands.queries import brands_by_ids, followed_brand_ids, memberships_of
from app.entrypoints.api import loading
from app.entrypoints.api.answering import Created
from app.entrypoints.api.operations import asker_id, operation, own_path
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.errors import Forbidden, InvalidInput, NotAuthenticated
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.identity.leaving import delete_own_account
from app.web.identity.sessions import proved_recently
from app.web.viewer import LOCALES, MARKETS, current_person, current_viewer
from app.wire import resources as r
from app.wire.operations import PAGED
from app.wire.requests import AccountChanges, AccountDeletion, NewToken


class ProofIsOld(Forbidden):
    """The password was given too long ago for this."""

    slug = "password-needed"
    message = "Your password was given too long ago for this. Log in again, or use the page for API tokens."


@operation("GET", "/me", tag="You", returns=r.Account)
@access(Access.SIGNED_IN)
def get_me(tx: Transaction) -> r.Account:
    """Who is asking, and the brands they may act for."""
    return _me(tx)


def _me(tx: Transaction) -> r.Account:
    person = current_person()
    account = get_account(tx, asker_id())
    if person is None or account is None:
        raise NotAuthenticated
    brands = [
        r.Membership(str(one.brand_id), one.slug, one.name, one.role, one.status)
        for one in memberships_of(tx, account.id)
    ]
    return r.Account(
        id=str(account.id),
        display_name=account.display_name,
        handle=account.handle,
        email=account.email,
        locale=account.locale,
        market=account.market,
        is_moderator=account.is_moderator,
        second_factor=person.second_factor,
        by_token=person.by_token,
        brands=brands,
    )


@operation("PATCH", "/me", tag="You", takes=AccountChanges, returns=r.Account, session_only=True)
@access(Access.SIGNED_IN)
def change_me(tx: Transaction, body: AccountChanges) -> r.Account:
    """Change one's name, language or market. What is left out stays."""
    account = get_account(tx, asker_id())
    assert account is not None
    locale, market = body.locale or account.locale, body.market or account.market
    faults = {}
    if locale not in LOCALES:
        faults["locale"] = "This language is not offered."
    if market not in MARKETS:
        faults["market"] = "This market is not offered."
    if faults:
        raise InvalidInput(fields=faults)
    set_preferences(tx, account.id, locale=locale, market=market)
    if body.display_name is not None:
        rename_account(tx, account.id, body.display_name)
    return _me(tx)


@operation(
    "POST",
    "/me/delete",
    tag="You",
    takes=AccountDeletion,
    session_only=True,
    keeps_answers=False,  # nobody is left to be answered again
    without_database=True,
    may=(409,),
)
@access(Access.SIGNED_IN)
def delete_me(body: AccountDeletion) -> None:
    """Delete one's account for good.

    Name, address, follows, likes, saved posts, comments and tokens go; every session ends, and the address is free.
    409: one is the only owner of a brand, which has to be closed first.
    """
    person = current_person()
    assert person is not None
    delete_own_account(person, body.current_password)


@operation("GET", "/me/following", tag="You", returns=r.BrandPage, query=PAGED)
@access(Access.SIGNED_IN)
def list_following(tx: Transaction) -> r.BrandPage:
    """The brands one follows, newest brand first. A brand that is closed for the moment is left out."""
    viewer = current_viewer()
    before, limit = asked_page("following")
    ids = sorted((i for i in followed_brand_ids(tx, viewer) if before is None or i < before), reverse=True)
    views = brands_by_ids(tx, viewer, ids[:limit])
    shown = [views[i] for i in ids[:limit] if i in views and views[i].status == "approved"]
    last = ids[limit - 1] if len(ids) > limit else None
    return r.BrandPage(loading.brand_summaries(tx, shown), next_link(last, "following"))


@operation("GET", "/me/tokens", tag="You", returns=r.TokenList)
@access(Access.SIGNED_IN)
def list_tokens(tx: Transaction) -> r.TokenList:
    """One's tokens that still open the API, newest first. Never the secrets."""
    held = api_tokens_of(tx, asker_id())
    return r.TokenList([r.Token(str(one.id), one.name, one.created_at, one.last_used_at) for one in held])


@operation(
    "POST",
    "/me/tokens",
    tag="You",
    takes=NewToken,
    returns=r.MadeToken,
    status=201,
    session_only=True,
    keeps_answers=False,  # the answer holds a secret, which is never stored
    may=(409,),
    limits=("20 per hour",),
)
@access(Access.SIGNED_IN)
def make_token(tx: Transaction, body: NewToken) -> Created:
    """Make a bearer token.

    Only in a session whose password was given in the last half hour. The secret is in this answer and never again;
    an Idempotency-Key is not honoured here, since kept answers are stored and secrets are not.
    """
    if not proved_recently():
        raise ProofIsOld
    made = tokens.create_api_token(tx, asker_id(), body.name)
    return Created(r.MadeToken(str(made.id), made.secret), own_path("/me/tokens"))


@operation("DELETE", "/me/tokens/<token_id>", tag="You", session_only=True)
@access(Access.SIGNED_IN)
def revoke_token(tx: Transaction, token_id: int) -> None:
    """End one of one's own tokens at once."""
    tokens.revoke_api_token(tx, asker_id(), token_id)
