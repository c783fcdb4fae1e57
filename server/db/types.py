"""Column types, and names for constraints that stay the same on both engines."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, LargeBinary, MetaData, TypeDecorator

SEALED_FORMAT = 1
SHORTEST_SEALED = 1 + 2 + 12 + 16


def named() -> MetaData:
    """Metadata with a naming convention, so that a migration can name a constraint on either engine."""
    return MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """An aware UTC time. A naive one is refused; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Only aware times go in."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Aware UTC comes out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """Bytes made by the vault. Cannot bind a row, so sealing stays explicit: this only refuses what is not sealed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Refuses bytes that do not look sealed."""
        if value is not None and (len(value) < SHORTEST_SEALED or value[0] != SEALED_FORMAT):
            raise ValueError("unsealed bytes cannot be stored in a sealed column")
        return value
