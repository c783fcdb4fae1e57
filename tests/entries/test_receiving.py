"""Each entry is kept once, in its client's own order, and no body is ever lost."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.event import listen

from server.entries import receiving
from server.entries.agreed import put_agreed
from server.entries.envelope import SyncResult
from server.entries.kind import WhoseEntries
from server.entries.models import Entry, Stream
from server.entries.opening import Opened
from server.entries.reading import pull, readable
from server.entries.receiving import Intake, receive
from server.errors import NotThere
from server.vault import CannotOpen
from tests.conftest import ENGINE
from tests.entries.conftest import Desk
from tests.entries.rooms import FOLLOWED, KINDS, envelope

PHONE, TABLET = uuid.uuid4(), uuid.uuid4()


def take(
    desk: Desk, *items: Opened, now: datetime, device: uuid.UUID = PHONE, whose: WhoseEntries | None = None
) -> list[SyncResult]:
    with desk.house.main.write() as db:
        return receive(db, whose or desk.ana, device, items, KINDS, now)


def outcomes(results: list[SyncResult]) -> list[str]:
    return [result.outcome for result in results]


def rows(desk: Desk) -> int:
    with desk.house.main.read() as db:
        return db.scalars(select(func.count()).select_from(Entry)).one()


def words(desk: Desk, now: datetime, whose: WhoseEntries | None = None) -> list[str]:
    today = now.date()
    with desk.house.main.read() as db:
        visible, _ = readable(db, whose or desk.ana, [], {"note": today - timedelta(days=7)}, today, now)
    return [entry.body["words"] for entry in visible]


def note(desk: Desk, now: datetime, text: str = "bus", id_: uuid.UUID | None = None, revision: int = 1) -> Opened:
    body = {"mood": 5, "weather": "rain", "words": text}
    return desk.opened(envelope(now, body=body), now, id_, revision)


def withdrawal(desk: Desk, now: datetime, id_: uuid.UUID, revision: int) -> Opened:
    return desk.opened(envelope(now, withdrawn=True, body=None), now, id_, revision)


def test_an_entry_sent_ten_times_stands_once_and_is_acknowledged_each_time(desk: Desk, now: datetime) -> None:
    item = note(desk, now)
    results = [take(desk, item, now=now)[0] for _ in range(10)]
    assert outcomes(results) == ["stored"] + ["already_stored"] * 9
    assert {result.seq for result in results} == {1}
    assert {result.received_at for result in results} == {now}
    assert rows(desk) == 1


def test_the_same_entry_twice_in_one_request_stands_once(desk: Desk, now: datetime) -> None:
    item = note(desk, now)
    assert outcomes(take(desk, item, item, now=now)) == ["stored", "already_stored"]
    assert rows(desk) == 1


def test_the_same_body_from_a_second_phone_stands_once(desk: Desk, now: datetime) -> None:
    item = note(desk, now)
    take(desk, item, now=now)
    assert outcomes(take(desk, item, now=now, device=TABLET)) == ["already_stored"]


@pytest.mark.parametrize("device", [PHONE, TABLET])
def test_another_body_for_a_stored_revision_is_kept_beside_it_and_the_first_counts(
    desk: Desk, now: datetime, device: uuid.UUID
) -> None:
    first = note(desk, now, "first")
    take(desk, first, now=now)
    second = note(desk, now, "second", first.id)
    assert outcomes(take(desk, second, now=now, device=device)) == ["conflict"]
    assert outcomes(take(desk, second, now=now, device=device)) == ["already_stored"]
    assert rows(desk) == 2
    assert words(desk, now) == ["first"]
    with desk.house.main.read() as db:
        entries, _, _ = pull(db, desk.ana, 0, 2, PHONE, set())
    assert [(entry.body or {})["words"] for entry in entries] == ["first", "second"]
    assert [entry.current for entry in entries] == [True, False]


def test_a_newer_revision_counts_and_a_late_older_one_does_not(desk: Desk, now: datetime) -> None:
    first = note(desk, now, "one")
    take(desk, first, now=now)
    take(desk, note(desk, now, "three", first.id, 3), now=now)
    assert words(desk, now) == ["three"]
    take(desk, note(desk, now, "two", first.id, 2), now=now)
    assert words(desk, now) == ["three"]
    assert rows(desk) == 3


def test_revisions_in_one_request_count_by_number_not_by_order(desk: Desk, now: datetime) -> None:
    id_ = uuid.uuid4()
    take(desk, note(desk, now, "two", id_, 2), note(desk, now, "one", id_, 1), now=now)
    assert words(desk, now) == ["two"]


def test_a_withdrawal_hides_the_entry_and_destroys_what_it_said(desk: Desk, now: datetime) -> None:
    item = note(desk, now, "I take this back")
    take(desk, item, now=now)
    assert outcomes(take(desk, withdrawal(desk, now, item.id, 2), now=now)) == ["stored"]
    assert words(desk, now) == []
    with desk.house.main.read() as db:
        assert list(db.scalars(select(Entry.body).where(Entry.id == item.id))) == [None, None]


def test_what_arrives_after_its_own_withdrawal_is_acknowledged_and_never_readable(desk: Desk, now: datetime) -> None:
    item = note(desk, now, "late")
    take(desk, withdrawal(desk, now, item.id, 2), now=now)
    assert outcomes(take(desk, item, now=now)) == ["stored"]
    with desk.house.main.read() as db:
        assert list(db.scalars(select(Entry.body))) == [None, None]
    assert words(desk, now) == []


def test_a_withdrawal_that_arrives_late_still_destroys_what_it_takes_back(desk: Desk, now: datetime) -> None:
    item = note(desk, now, "first")
    take(desk, item, note(desk, now, "after all", item.id, 3), now=now)
    take(desk, withdrawal(desk, now, item.id, 2), now=now)
    with desk.house.main.read() as db:
        left = list(db.scalars(select(Entry.revision).where(Entry.body.is_not(None))))
    assert left == [3]
    assert words(desk, now) == ["after all"]


def test_an_entry_can_come_back_after_its_withdrawal(desk: Desk, now: datetime) -> None:
    item = note(desk, now, "first")
    take(desk, item, withdrawal(desk, now, item.id, 2), note(desk, now, "after all", item.id, 3), now=now)
    assert words(desk, now) == ["after all"]


def test_a_subject_that_is_not_the_clients_own_is_kept_and_joined_to_nobody(desk: Desk, now: datetime) -> None:
    with desk.house.main.write() as db:
        own = put_agreed(db, desk.ana.ring, desk.ana.client, "task", uuid.uuid4(), {"what": "bus"}, now)
        bens = put_agreed(db, desk.ben.ring, desk.ben.client, "task", uuid.uuid4(), {"what": "tram"}, now)
    take(desk, *(desk.opened(envelope(now, subject=str(subject)), now) for subject in (own, bens)), now=now)
    with desk.house.main.read() as db:
        visible, _ = readable(db, desk.ana, [], {"note": now.date()}, now.date(), now)
        assert list(db.scalars(select(Entry.unresolved).order_by(Entry.seq))) == [False, True]
    assert [entry.subject for entry in visible] == [own, None]


def test_numbers_run_per_client(desk: Desk, now: datetime) -> None:
    take(desk, note(desk, now), note(desk, now), now=now)
    assert take(desk, note(desk, now), now=now, whose=desk.ben)[0].seq == 1
    assert take(desk, note(desk, now), now=now)[0].seq == 3


def test_nobody_reads_another_clients_entries(desk: Desk, now: datetime) -> None:
    take(desk, note(desk, now, "ana's"), now=now)
    assert words(desk, now, desk.ben) == []
    assert words(desk, now) == ["ana's"]


def test_a_row_pasted_to_another_client_cannot_be_opened(desk: Desk, now: datetime) -> None:
    take(desk, note(desk, now, "ana's"), now=now)
    with desk.house.main.write() as db:
        db.execute(update(Entry).values(client_id=desk.ben.client))
    with pytest.raises(CannotOpen):
        words(desk, now, desk.ben)


def test_an_unknown_client_is_not_there(desk: Desk, now: datetime) -> None:
    stranger = WhoseEntries(desk.ana.practice, uuid.uuid4(), desk.ana.ring, "Europe/London", 0, "03:00")
    with pytest.raises(NotThere):
        take(desk, note(desk, now), now=now, whose=stranger)


def test_an_entry_the_engine_refuses_stands_alone(desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad, last = note(desk, now, "good"), note(desk, now, "bad"), note(desk, now, "last")
    monkeypatch.setattr("server.entries.receiving._row", _without_zone(bad.id))
    assert outcomes(take(desk, good, bad, last, now=now)) == ["stored", "refused", "stored"]
    assert words(desk, now) == ["good", "last"]
    assert [entry.id for entry in FOLLOWED.seen] == [good.id, last.id]


@pytest.mark.parametrize("is_refused", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_what_comes_together_with_what_it_is_about_is_joined_to_it_only_where_that_is_kept(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch, is_refused: bool, first: bool
) -> None:
    thing = note(desk, now, "thing")
    about = desk.opened(envelope(now, subject=str(thing.id)), now)
    if is_refused:
        monkeypatch.setattr("server.entries.receiving._row", _without_zone(thing.id))
    take(desk, *((thing, about) if first else (about, thing)), now=now)
    with desk.house.main.read() as db:
        assert list(db.scalars(select(Entry.unresolved).where(Entry.id == about.id))) == [is_refused]


def test_what_is_about_an_entry_that_was_refused_goes_on_waiting_for_it(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = note(desk, now, "bad")
    take(desk, desk.opened(envelope(now, subject=str(bad.id)), now), now=now)
    with monkeypatch.context() as patched:
        patched.setattr("server.entries.receiving._row", _without_zone(bad.id))
        assert outcomes(take(desk, bad, now=now)) == ["refused"]
    with desk.house.main.read() as db:
        assert list(db.scalars(select(Entry.unresolved))) == [True]
    take(desk, bad, now=now)
    with desk.house.main.read() as db:
        assert list(db.scalars(select(Entry.unresolved).order_by(Entry.seq))) == [False, False]


def _without_zone(id_: uuid.UUID) -> Callable[..., dict[str, Any]]:
    """Makes the row of one entry as the engine will not take it."""
    made = receiving._row

    def row(intake: Intake, whose: WhoseEntries, item: Opened, *rest: Any, **more: Any) -> dict[str, Any]:
        fields = made(intake, whose, item, *rest, **more)
        return {**fields, "zone": None} if item.id == id_ else fields

    return row


def test_what_follows_is_told_of_new_entries_only(desk: Desk, now: datetime) -> None:
    item = note(desk, now)
    take(desk, item, now=now)
    take(desk, item, now=now)
    take(desk, note(desk, now, "other", item.id), now=now)
    assert [(entry.id, entry.revision) for entry in FOLLOWED.seen] == [(item.id, 1)]


def test_held_entries_give_their_day_and_nothing_else(desk: Desk, now: datetime) -> None:
    take(desk, desk.opened(envelope(now, share="when_we_meet"), now), now=now)
    meeting = now + timedelta(days=5)
    with desk.house.main.read() as db:
        assert readable(db, desk.ana, [meeting], {"note": now.date()}, now.date(), now) == (
            [],
            [("note", None, now.date())],
        )
        visible, held = readable(db, desk.ana, [meeting], {"note": now.date()}, now.date(), meeting)
    assert (len(visible), held) == (1, [])


def test_pulling_goes_on_page_by_page_and_leaves_out_what_was_just_sent(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.entries.reading.PULL", 2)
    items = [note(desk, now, str(n)) for n in range(5)]
    take(desk, *items, now=now)
    seen: list[str] = []
    cursor, more = 0, True
    with desk.house.main.read() as db:
        while more:
            entries, cursor, more = pull(db, desk.ana, cursor, 5, PHONE, {(items[1].id, 1)})
            seen += [(entry.body or {})["words"] for entry in entries]
    assert seen == ["0", "2", "3", "4"]
    assert cursor == 5


def test_the_counter_never_repeats_a_number(desk: Desk, now: datetime) -> None:
    for _ in range(3):
        take(desk, note(desk, now), now=now)
    with desk.house.main.read() as db:
        assert list(db.scalars(select(Entry.seq).order_by(Entry.seq))) == [1, 2, 3]
        assert db.get_one(Stream, (desk.ana.practice, desk.ana.client)).seq == 3


def test_an_entry_may_be_about_an_earlier_entry_of_the_same_client_and_of_nobody_else(
    desk: Desk, now: datetime
) -> None:
    mine, bens = note(desk, now, "mine"), note(desk, now, "his")
    take(desk, mine, now=now)
    take(desk, bens, now=now, whose=desk.ben)
    about = [desk.opened(envelope(now, subject=str(one.id)), now) for one in (mine, bens)]
    take(desk, *about, now=now)
    with desk.house.main.read() as db:
        visible, _ = readable(db, desk.ana, [], {"note": now.date()}, now.date(), now)
    assert [entry.subject for entry in visible if entry.id in {one.id for one in about}] == [mine.id, None]


def test_an_entry_about_one_that_comes_later_finds_it_then(desk: Desk, now: datetime) -> None:
    late = note(desk, now, "mended first")
    early = desk.opened(envelope(now, subject=str(late.id)), now)
    take(desk, early, now=now)
    take(desk, late, now=now)
    with desk.house.main.read() as db:
        visible, _ = readable(db, desk.ana, [], {"note": now.date()}, now.date(), now)
    assert {entry.id: entry.subject for entry in visible}[early.id] == late.id


if ENGINE == "sqlite":  # PostgreSQL chooses by what is in the table, and here that is next to nothing

    def test_what_waits_for_its_subject_is_found_by_its_index(desk: Desk, now: datetime) -> None:
        engine, asked = desk.house.main.engine, []
        listen(engine, "before_cursor_execute", lambda _c, _cursor, told, values, *_: asked.append((told, values)))
        take(desk, note(desk, now), now=now)
        [(joining, values)] = [one for one in asked if one[0].startswith("UPDATE entry SET unresolved")]
        with desk.house.main.read() as db:
            plan = db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {joining}", values).all()
        assert ["ix_entry_unresolved" in row[-1] for row in plan] == [True]
