"""A write under an Idempotency-Key is done once, whatever the client repeats and however at once."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from app.domain.accounts.idempotency import KEPT, RequestMark, claim_key
from app.entrypoints.worker.accounts import prune_idempotency_keys
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.entrypoints.api.conftest import Callers
from tests.factories import shop

KEY = {"Idempotency-Key": "5f7e7b0c-first"}


def count_comments(engine: Engine, post_id: int) -> int:
    with transaction(engine, Scope.system()) as tx:
        query = text("SELECT count(*) FROM comments WHERE post_id = :id")
        return int(tx.session.execute(query, {"id": post_id}).scalar_one())


def test_the_same_again_answers_the_same_and_does_nothing(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id, caller = shop.make_post(engine, brand), callers.token()
    path = f"/posts/{post_id}/comments"
    first = caller("POST", path, {"body": "Once"}, headers=KEY)
    again = caller("POST", path, {"body": "Once"}, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert again.headers["Location"] == first.headers["Location"]
    assert again.mimetype == "application/json"
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert count_comments(engine, post_id) == 1


def test_another_request_under_the_key_is_refused(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id, caller = shop.make_post(engine, brand), callers.token()
    path = f"/posts/{post_id}/comments"
    caller("POST", path, {"body": "Once"}, headers=KEY)
    other = caller("POST", path, {"body": "Twice"}, headers=KEY)
    assert (other.status_code, other.json["code"]) == (422, "idempotency-key-reused")
    assert count_comments(engine, post_id) == 1


def test_keys_belong_to_their_person_and_address(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    one, two = shop.make_post(engine, brand), shop.make_post(engine, brand)
    caller, other = callers.token(), callers.token()
    for who, post_id in ((caller, one), (caller, two), (other, one)):
        made = who("POST", f"/posts/{post_id}/comments", {"body": "Same words"}, headers=KEY)
        assert "Idempotency-Replayed" not in made.headers
    assert (count_comments(engine, one), count_comments(engine, two)) == (2, 1)


def test_a_refused_write_leaves_its_key_free(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id, caller = shop.make_post(engine, brand), callers.token()
    path = f"/posts/{post_id}/comments"
    assert caller("POST", path, {"body": " "}, headers=KEY).status_code == 422
    assert caller("POST", path, {"body": "Now"}, headers=KEY).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "é", "x" * 256, "two words"])
def test_a_key_that_is_none_is_refused(callers: Callers, key: str) -> None:
    answer = callers.token()("POST", "/posts/1/comments", {"body": "x"}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key")


def test_many_at_once_are_done_once(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id, account_id = shop.make_post(engine, brand), shop.make_account(engine)
    crowd = [callers.token(account_id) for _ in range(8)]
    gate, answers = threading.Barrier(len(crowd)), []

    def call(number: int) -> None:
        gate.wait()
        answers.append(crowd[number]("POST", f"/posts/{post_id}/comments", {"body": "Once"}, headers=KEY))

    threads = [threading.Thread(target=call, args=(n,)) for n in range(len(crowd))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count_comments(engine, post_id) == 1
    assert len(answers) == len(crowd)
    done = [one for one in answers if one.status_code == 201]
    assert len({one.data for one in done}) == 1
    for one in answers:
        assert one.status_code in (201, 409)
        assert one.status_code == 201 or one.headers["Retry-After"] == "1"


def test_while_the_first_is_at_it_others_are_told_to_wait(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id, caller = shop.make_post(engine, brand), callers.token()
    assert caller.account_id is not None
    path = f"/posts/{post_id}/comments"
    mark = RequestMark(caller.account_id, KEY["Idempotency-Key"], "POST", f"/api/v1{path}", b"x" * 32)
    with transaction(engine, Scope.system()) as tx:
        claim_key(tx, mark)
        waiting = caller("POST", path, {"body": "Once"}, headers=KEY)
        tx.session.rollback()  # the first dies before it could commit
    assert (waiting.status_code, waiting.json["code"]) == (409, "idempotency-key-in-use")
    assert waiting.headers["Retry-After"] == "1"
    assert caller("POST", path, {"body": "Once"}, headers=KEY).status_code == 201


def test_keys_are_kept_for_a_day(app: Flask, callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id, caller = shop.make_post(engine, brand), callers.token()
    path = f"/posts/{post_id}/comments"
    caller("POST", path, {"body": "Once"}, headers=KEY)
    with clock.frozen(clock.utcnow() + KEPT + timedelta(minutes=1)):
        later = caller("POST", path, {"body": "Once"}, headers=KEY)
    assert later.status_code == 201
    assert "Idempotency-Replayed" not in later.headers
    with clock.frozen(clock.utcnow() + 3 * KEPT), app.app_context():
        prune_idempotency_keys()
    with transaction(engine, Scope.system()) as tx:
        left = text("SELECT count(*) FROM idempotency_keys WHERE account_id = :id")
        assert tx.session.execute(left, {"id": caller.account_id}).scalar_one() == 0


def test_a_token_is_never_kept(callers: Callers, engine: Engine) -> None:
    session = callers.session()
    secrets = {session("POST", "/me/tokens", {"name": "n"}, headers=KEY).json["secret"] for _ in range(2)}
    assert len(secrets) == 2
    with transaction(engine, Scope.system()) as tx:
        kept = text("SELECT count(*) FROM idempotency_keys WHERE account_id = :id")
        assert tx.session.execute(kept, {"id": session.account_id}).scalar_one() == 0
