"""Hosts that a brand proposes for its purchase links."""

import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, text

from app.domain.brands.describing import domains_of, propose_domain
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop

HOST = "two.example.com"
_WAITS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO brand_domains%'"
)


def test_a_host_proposed_twice_at_once_is_there_once(engine: Engine) -> None:
    brand = shop.make_brand(engine)
    scope = Scope.brand(brand.owner_id, brand.id)

    def propose() -> str:
        with transaction(engine, scope) as tx:
            return propose_domain(tx, brand.id, HOST)

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction(engine, scope) as tx:
            propose_domain(tx, brand.id, HOST)
            tx.session.flush()
            second = elsewhere.submit(propose)
            _until_it_waits(engine)
        assert second.result(timeout=10) == HOST
    assert propose() == HOST
    with transaction(engine, scope) as tx:
        assert [domain.host for domain in domains_of(tx, brand.id)].count(HOST) == 1


def _until_it_waits(engine: Engine) -> None:
    for _ in range(500):
        with transaction(engine, Scope.system()) as tx:
            if tx.session.scalar(_WAITS):
                return
        time.sleep(0.01)
    raise AssertionError("the second proposal never met the first")
