"""What would make each push fail is said before anything starts."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.config import Config
from server.errors import Misconfigured
from server.reminders import configured
from server.reminders.addresses import DEFAULT_HOSTS
from server.reminders.push import sender_of
from server.reminders.vapid import write_key


@pytest.fixture
def with_key(config: Config, tmp_path: Path) -> Config:
    write_key(tmp_path / "vapid")
    return replace(config, vapid_key=(tmp_path / "vapid").read_bytes())


def practice(config: Config, **more: object) -> Config:
    """Not a demo."""
    return replace(config, demo=False, desk_origin="https://desk.example.org", **more)


def test_without_a_key_there_are_no_pushes(config: Config) -> None:
    configured.check(config)
    assert configured.public_key(config) is None
    assert sender_of(config) is None


def test_with_a_key_there_are(with_key: Config) -> None:
    configured.check(with_key)
    assert sender_of(with_key) is not None
    assert configured.allowed(with_key).hosts == DEFAULT_HOSTS


def test_push_services_reach_the_therapist_pages_unless_told_otherwise(with_key: Config) -> None:
    assert configured.contact(practice(with_key)) == "https://desk.example.org"
    assert configured.contact(practice(with_key, push_contact="mailto:a@example.org")) == "mailto:a@example.org"
    assert configured.contact(with_key) == configured.NOBODY


def test_a_contact_that_apple_refuses_stops_the_start(with_key: Config) -> None:
    for contact in ("a@example.org", "mailto:a@localhost", "mailto:<a@example.org>"):
        with pytest.raises(Misconfigured, match="THROUGHLINE_PUSH_CONTACT"):
            configured.check(practice(with_key, push_contact=contact))


def test_without_any_contact_the_reminders_do_not_start(with_key: Config) -> None:
    here = replace(practice(with_key), desk_origin="http://localhost:8000")
    configured.check(here)
    with pytest.raises(Misconfigured, match="THROUGHLINE_PUSH_CONTACT"):
        sender_of(here)


def test_what_is_no_key_stops_the_start(config: Config) -> None:
    with pytest.raises(Misconfigured, match="keys vapid"):
        configured.check(replace(config, vapid_key=b"nothing"))


def test_hosts_replace_the_usual_ones_and_must_be_names(config: Config) -> None:
    hosts = ("push.example.org", "*.push.example.net")
    assert configured.allowed(replace(config, push_hosts=hosts)).hosts == hosts
    with pytest.raises(Misconfigured, match="THROUGHLINE_PUSH_HOSTS"):
        configured.check(replace(config, push_hosts=("*",)))


def test_a_rehearsal_is_for_a_demo_on_this_machine(config: Config) -> None:
    here = "http://localhost:19000"
    assert configured.allowed(replace(config, push_rehearsal=here)).rehearsal == here
    for origin in ("http://10.0.0.1:19000", "https://push.example.org", "localhost"):
        with pytest.raises(Misconfigured, match="THROUGHLINE_PUSH_REHEARSAL"):
            replace(config, push_rehearsal=origin)
    with pytest.raises(Misconfigured, match="THROUGHLINE_PUSH_REHEARSAL"):
        practice(config, push_rehearsal=here)
