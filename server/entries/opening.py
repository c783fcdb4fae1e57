"""From what a phone sent to a typed entry, or to a refusal with a reason. No database is needed, so no lock is held."""

import base64
import binascii
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from server.entries.envelope import Envelope, SealedEntry
from server.entries.kind import EntryKind, Kinds, Refusal
from server.entries.rules import FIRST_DAY, reckonable, zone_or
from server.i18n import gettext as _
from server.vault import CannotOpen
from server.vault.keystore import open_exchange

CLOCK_SLACK = timedelta(minutes=10)
SHARES = ("before", "when_we_meet")
IN_ORDER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))

CODES = {
    "extra_forbidden": "newer",
    "literal_error": "newer",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "int_type": "not_a_number",
    "int_from_float": "not_a_number",
    "int_parsing": "not_a_number",
    "finite_number": "not_a_number",
}


@dataclass(frozen=True)
class Opened:
    """One readable entry of a request: where it belongs, what it says, and its canonical form."""

    id: uuid.UUID
    revision: int
    envelope: Envelope
    canonical: bytes


@dataclass(frozen=True)
class Letterbox:
    """What is needed to open what one client's phone sent."""

    client: uuid.UUID
    private: Mapping[uuid.UUID, EllipticCurvePrivateKey]
    kinds: Kinds
    fallback_zone: str


def reason_for(code: str) -> str:
    """The sentence that goes with a code."""
    return {
        "newer": _("The server does not know this kind of entry yet. It waits on your phone and goes by itself later."),
        "too_long": _("This text is too long to be kept. Please shorten it a little."),
        "out_of_range": _("A number lies outside its scale. Please choose it again."),
        "not_a_number": _("A number could not be read. Please choose it again."),
        "day_ahead": _("This day has not come yet. Which day did you mean?"),
        "day_too_old": _("This day is before 1900. Which day did you mean?"),
        "sealed": _("This entry could not be opened by the server. Please send it again."),
        "malformed": _("This entry could not be read. Please save it again."),
    }[code]


def refusal(code: str) -> Refusal:
    """A refusal with its sentence."""
    return Refusal(code, reason_for(code))


def open_entry(box: Letterbox, item: SealedEntry, now: datetime) -> Opened | Refusal:
    """Opens and checks one item of a request."""
    try:
        envelope = Envelope.model_validate_json(_plaintext(box, item), strict=True)
    except CannotOpen:
        return refusal("sealed")
    except ValidationError as error:
        return refusal(_code_of(error))
    recorded_at = reckonable(envelope.recorded_at)
    if recorded_at is not envelope.recorded_at:
        envelope = envelope.model_copy(update={"recorded_at": recorded_at})
    kind = box.kinds.get(envelope.kind)
    if kind is None or envelope.share not in SHARES:
        return refusal("newer")
    wrong = _wrong_day(envelope, box.fallback_zone, now) or _wrong_body(kind, envelope)
    if wrong is not None:
        return wrong
    return Opened(item.id, item.revision, envelope, canonical(envelope))


def canonical(envelope: Envelope) -> bytes:
    """The one form of what it says, of which the fingerprint is taken."""
    return IN_ORDER.encode(envelope.model_dump(mode="json")).encode()


def _plaintext(box: Letterbox, item: SealedEntry) -> bytes:
    private = box.private.get(item.key)
    if private is None:
        raise CannotOpen("sealed for a key that this practice does not have")
    try:
        sealed = base64.b64decode(item.sealed + "=" * (-len(item.sealed) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise CannotOpen("not base64url") from error
    return open_exchange(private, sealed, f"throughline/entry/1/{box.client}/{item.id}/{item.revision}".encode())


def _wrong_day(envelope: Envelope, fallback_zone: str, now: datetime) -> Refusal | None:
    """The phone's clock is never a reason to refuse; the day an entry is about can be, unless it is taken back."""
    if envelope.withdrawn:
        return None
    zone: ZoneInfo = zone_or(envelope.zone, fallback_zone)
    if envelope.local_date > (now + CLOCK_SLACK).astimezone(zone).date():
        return refusal("day_ahead")
    return refusal("day_too_old") if envelope.local_date < FIRST_DAY else None


def _wrong_body(kind: EntryKind, envelope: Envelope) -> Refusal | None:
    if envelope.withdrawn:
        return None if envelope.body is None else refusal("malformed")
    if envelope.body is None or (kind.needs_subject and envelope.subject is None):
        return refusal("malformed")
    try:
        body: BaseModel = kind.body.model_validate_json(_as_json(envelope.body), strict=True)
    except ValidationError as error:
        return refusal(_code_of(error))
    return kind.check(body)


def _as_json(body: dict[str, Any]) -> bytes:
    """NaN and infinities stay in, as what they are: the model says that they are no numbers."""
    return to_json(body, inf_nan_mode="constants")


def _code_of(error: ValidationError) -> str:
    """One code for all that is wrong with a body: what a newer phone sent comes before what a client can mend."""
    codes = [CODES.get(fault["type"], "malformed") for fault in error.errors(include_url=False)]
    return "newer" if "newer" in codes else codes[0]
