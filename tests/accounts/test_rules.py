"""Decisions, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from server.accounts import rules, tokens
from server.accounts.passwords import LIST, common
from server.accounts.rules import Rate

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
THREE = Rate("three", 3, timedelta(seconds=10))


def test_a_limit_gives_its_burst_then_one_at_a_time() -> None:
    full, outcomes = 0, []
    for at in (0, 0, 0, 0, 9_999, 10_000, 10_000):
        taken, result = rules.use_up(THREE, full, 1_000_000 + at)
        full = result if taken else full
        outcomes.append(taken)
    assert outcomes == [True, True, True, False, False, True, False]


def test_a_used_up_limit_says_how_long_to_wait_and_keeps_its_word() -> None:
    full = 0
    for _ in range(3):
        _, full = rules.use_up(THREE, full, 1_000_000)
    taken, wait = rules.use_up(THREE, full, 1_000_000)
    assert (taken, wait) == (False, 10_000)
    assert rules.use_up(THREE, full, 1_000_000 + wait)[0]


@pytest.mark.parametrize(
    ("confirmed", "expires_in", "revoked", "lost", "wiped", "joined_ago", "state"),
    [
        (True, 1, False, False, False, 100, "joined"),
        (False, 1, False, False, False, 1, "waiting"),
        (False, 1, False, False, False, 24, "signed_out"),
        (True, 0, False, False, False, 100, "signed_out"),
        (True, 1, True, False, False, 100, "signed_out"),
        (True, 1, True, True, False, 100, "wipe"),
        (True, -9000, False, True, False, 100, "wipe"),
        (True, 1, True, True, True, 100, "signed_out"),
    ],
)
def test_only_a_lost_phone_is_told_to_wipe(
    confirmed: bool, expires_in: int, revoked: bool, lost: bool, wiped: bool, joined_ago: int, state: str
) -> None:
    moment = NOW - timedelta(hours=1)
    found = rules.device_state(
        NOW - timedelta(hours=joined_ago),
        confirmed,
        NOW + timedelta(hours=expires_in),
        moment if revoked else None,
        moment if lost else None,
        moment if wiped else None,
        NOW,
    )
    assert found == state


def test_a_phone_stays_90_days_after_its_last_contact_and_a_year_at_most() -> None:
    assert rules.device_expires(NOW, NOW) == NOW + timedelta(days=90)
    assert rules.device_expires(NOW, NOW + timedelta(days=200)) == NOW + timedelta(days=290)
    assert rules.device_expires(NOW, NOW + timedelta(days=300)) == NOW + timedelta(days=365)


@pytest.mark.parametrize(
    ("began_ago", "seen_ago", "holds"),
    [
        (timedelta(hours=1), timedelta(minutes=29), True),
        (timedelta(hours=1), timedelta(minutes=30), False),
        (timedelta(hours=11, minutes=59), timedelta(0), True),
        (timedelta(hours=12), timedelta(0), False),
    ],
)
def test_a_login_ends_after_30_idle_minutes_and_after_12_hours(
    began_ago: timedelta, seen_ago: timedelta, holds: bool
) -> None:
    assert rules.login_holds(NOW - began_ago, NOW - seen_ago, None, NOW) is holds
    assert not rules.login_holds(NOW - began_ago, NOW - seen_ago, NOW, NOW)


def test_a_time_step_is_open_with_its_neighbours_and_only_once() -> None:
    step = int(NOW.timestamp()) // 30
    assert list(rules.open_steps(NOW, None)) == [step - 1, step, step + 1]
    assert list(rules.open_steps(NOW, step)) == [step + 1]
    assert list(rules.open_steps(NOW, step + 1)) == []


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("lantern otter brass", None),
        ("häusliche Übung 7", None),
        ("elevenchars", "short"),
        ("x" * 201, "long"),
        ("abababababab", "plain"),
        ("tomaskeller1", "name"),
        ("Tomaskeller tomaskeller", "name"),
        ("1qaz2wsx3edc", "common"),
        ("Administrator2026!", "common"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password: str, fault: str | None) -> None:
    assert rules.password_fault(password, "TomasKeller", common()) == fault


def test_the_list_of_common_passwords_is_tidy() -> None:
    lines = LIST.read_text().splitlines()
    assert lines == sorted(set(lines))
    assert all(line == line.casefold() for line in lines)
    assert len(common()) > 2_000


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/clients/1/week?from=2026-11-01", True),
        ("//elsewhere.example", False),
        ("/\\elsewhere.example", False),
        ("https://elsewhere.example", False),
        ("/a\nSet-Cookie: b", False),
        ("", False),
    ],
)
def test_after_signing_in_one_stays_on_this_host(path: str, inside: bool) -> None:
    assert rules.is_inside(path) is inside


def test_what_a_phone_calls_itself_is_one_short_line() -> None:
    assert rules.tidy_label("Ana's\nphone\x00 \u202e") == "Ana's phone"
    assert rules.tidy_label("  ") == "Phone"
    assert len(rules.tidy_label("x" * 500)) == 60


def test_codes_are_read_as_they_are_typed() -> None:
    code = tokens.new_code(8)
    assert set(code) <= set(tokens.ALPHABET)
    assert not set(tokens.ALPHABET) & set("0O1ILU")
    assert tokens.tidy_code(f" {code[:4].lower()} - {code[4:]}") == code
    assert tokens.tidy_code(tokens.in_fours(code)) == code


def test_the_next_token_is_always_the_same_one_and_needs_the_secret() -> None:
    assert tokens.next_token(b"secret", "a") == tokens.next_token(b"secret", "a")
    assert tokens.next_token(b"secret", "a") != tokens.next_token(b"other", "a")
    assert tokens.next_token(b"secret", "a") != tokens.next_token(b"secret", "b")
