"""Tables of people and of how they get in. Names and second factors are sealed; tokens and codes are kept as hashes."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.accounts.rules import ERASE_WAITS
from server.db import Base, Moment, OfPractice, Sealed

HASH = 32


def of_account(column: str = "account_id") -> ForeignKeyConstraint:
    """A row that belongs to an account of the same practice."""
    return ForeignKeyConstraint(["practice_id", column], ["account.practice_id", "account.id"])


def of_client() -> ForeignKeyConstraint:
    """A row that belongs to a client of the same practice."""
    return ForeignKeyConstraint(["practice_id", "client_id"], ["client.practice_id", "client.id"])


class Account(OfPractice):
    """A therapist's (or practice owner's) way in. ``sign_in_name`` is unique in the whole installation."""

    __tablename__ = "account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[bytes] = mapped_column(Sealed)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp: Mapped[bytes | None] = mapped_column(Sealed)
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    is_therapist: Mapped[bool] = mapped_column(default=True)
    is_owner: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)


class Client(OfPractice):
    """A client and the one therapist they have now.

    From ``erase_asked_at`` on they have seven days to take it back; once ``erase_begun_at`` is set nobody can, and to
    everybody they are not there any more.
    """

    __tablename__ = "client"
    __table_args__ = (of_account("therapist_id"), Index(None, "practice_id", "therapist_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    therapist_id: Mapped[uuid.UUID]
    name: Mapped[bytes] = mapped_column(Sealed)
    zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    consent_version: Mapped[str | None] = mapped_column(String(40))
    consented_at: Mapped[datetime | None] = mapped_column(Moment)
    consent_withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    erase_asked_at: Mapped[datetime | None] = mapped_column(Moment)
    erase_begun_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def may_be_read(self) -> bool:
        """Whether they agreed to writing, and did not take that back: without it nothing is shown.

        Who asked that all be erased wants nobody to read it any more, and least of all because they asked: so it is
        hidden from that moment on, and stands there again when they take it back.
        """
        agreed = self.consented_at is not None and self.consent_withdrawn_at is None
        return agreed and self.erase_asked_at is None

    @property
    def erase_at(self) -> datetime | None:
        """From when on all of theirs is erased, if they asked for that."""
        return None if self.erase_asked_at is None else self.erase_asked_at + ERASE_WAITS


class Cover(OfPractice):
    """Who reads for a therapist that is away: from ``first_on`` to ``last_on``, days of the practice's calendar."""

    __tablename__ = "cover"
    __table_args__ = (of_account(), of_account("covered_by"), Index(None, "practice_id", "covered_by"))

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    covered_by: Mapped[uuid.UUID]
    first_on: Mapped[date]
    last_on: Mapped[date]
    named_at: Mapped[datetime] = mapped_column(Moment)


class Device(OfPractice):
    """A client's phone. It is theirs once both have confirmed it, until it is revoked or expires.

    ``previous_token_hash`` stays good until the new token was used, so that a lost reply signs nobody out.
    ``lost_at`` orders the phone to destroy what it holds; ``wipe_confirmed_at`` is its word that it did.
    """

    __tablename__ = "device"
    __table_args__ = (
        of_client(),
        Index(None, "practice_id", "client_id"),
        Index(None, "token_hash"),
        Index(None, "previous_token_hash"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    client_id: Mapped[uuid.UUID]
    label: Mapped[str] = mapped_column(String(60))
    check_digits: Mapped[str] = mapped_column(String(3))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    previous_token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(HASH))
    token_issued_at: Mapped[datetime] = mapped_column(Moment)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    client_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    therapist_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    last_contact_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    lost_at: Mapped[datetime | None] = mapped_column(Moment)
    wipe_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


class Invitation(OfPractice):
    """What lets one phone join, once: a link (24 hours) and a short code (10 minutes, 5 tries).

    ``code_place`` is the code's first part, which only finds the row; the rest is kept as a keyed hash.
    ``confirmed`` is for the demo: the phone need not be confirmed by anybody.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        of_client(),
        Index(None, "practice_id", "client_id"),
        Index(None, "token_hash"),
        Index(None, "code_place"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    client_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    code_place: Mapped[str] = mapped_column(String(3))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    code_tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    code_expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed: Mapped[bool] = mapped_column(default=False)


class GivenCode(OfPractice):
    """A code that a therapist gave their client in session, for one purpose: 10 minutes, 5 tries, used once."""

    __tablename__ = "given_code"
    __table_args__ = (of_client(), of_account(), Index(None, "practice_id", "client_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    client_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID]
    purpose: Mapped[str] = mapped_column(String(10))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class WipeOrder(OfPractice):
    """What is left of a phone whose client was erased: enough to tell it, at its next contact, to wipe itself.

    ``id`` is the phone's. It says nothing of whose it was, and goes once the phone has confirmed or at ``expires_at``.
    """

    __tablename__ = "wipe_order"
    __table_args__ = (Index(None, "token_hash"), Index(None, "previous_token_hash"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    previous_token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(HASH))
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Login(OfPractice):
    """A therapist's signed-in browser. While ``pending_totp`` is set it can do nothing but finish setting up."""

    __tablename__ = "login"
    __table_args__ = (of_account(), Index(None, "practice_id", "account_id"), Index(None, "token_hash"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    pending_totp: Mapped[bytes | None] = mapped_column(Sealed)
    pending_password: Mapped[str | None] = mapped_column(String(200))
    pending_way_in: Mapped[uuid.UUID | None]


class OneTime(OfPractice):
    """A way in that works once: the first sign-in's code from the command line, or the demo's link."""

    __tablename__ = "one_time"
    __table_args__ = (of_account(), Index(None, "token_hash"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    purpose: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(OfPractice):
    """One of the codes kept on paper, for the day the authenticator is gone."""

    __tablename__ = "recovery_code"
    __table_args__ = (of_account(), Index(None, "practice_id", "account_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH))
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Limit(Base):
    """How much of one limit is used up. It belongs to no practice: most are counted before anybody is known.

    ``key`` is a keyed hash, so no address stands here; ``full_at_ms`` the moment at which nothing is used up any more.
    """

    __tablename__ = "limit_used"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    full_at_ms: Mapped[int] = mapped_column(BigInteger, index=True)
