"""The declarative base and the engine. Opens no transaction: that is `kernel.transaction`."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, DateTime, Engine, MetaData, create_engine
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import JSON

from app.kernel.touched import Touches

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's parent: bigint ids, aware timestamps, jsonb."""

    metadata = MetaData(naming_convention=NAMING)
    touches: ClassVar[Touches | None] = None
    """What a row is a part of, where copies are kept of that."""
    type_annotation_map = {
        int: BigInteger(),
        datetime: DateTime(timezone=True),
        dict[str, str]: JSONB(),
        dict[str, object]: JSONB(),
        list[str]: JSONB(),
        list[dict[str, object]]: JSONB(),
        JSON: JSONB(),
    }


def make_engine(url: str, *, pool_size: int = 10, statement_timeout_ms: int = 5_000) -> Engine:
    """An engine whose every statement has a deadline, so that no I/O needs a greenlet time-out."""
    options = (
        f"-c statement_timeout={statement_timeout_ms} -c timezone=UTC -c lock_timeout={statement_timeout_ms}"
    )
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=3,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"connect_timeout": 3, "options": options, "application_name": "vitrine"},
    )
