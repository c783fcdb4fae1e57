"""Whatever a person types is shown as they typed it, and is never taken for a part of the page."""

from html.parser import HTMLParser
from typing import Any

import pytest

from server import practice
from server.accounts import people
from server.accounts.models import Account, Client, Device
from server.alliance import service as question
from server.audit import By
from server.expectations import service as expectations
from server.goals import service as goals
from server.homework import service as homework
from server.homework.wire import Step
from tests.access.matrix import Matrix
from tests.access.people import NOW, ON, Place, goal_of
from tests.access.rewound import undone
from tests.access.rows import ROWS
from tests.alliance.ratings import body as rating_body
from tests.cast import DESK_ORIGIN, envelope, homework_body
from tests.expectations.bodies import expectation, review
from tests.expectations.room import offered
from tests.homework.desk import plan

VOID = ("input", "meta", "link", "br", "img", "path", "circle", "rect")
NASTY = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "single quote": "' onmouseover='alert(1)",
    "no quote": "x autofocus onfocus=alert(1) y=",
    "end of a field": "</textarea></title></option><svg/onload=alert(1)>",
    "template": "{{ 7*7 }}{% raw %}{# no #}",
    "formats": "%(name)s %s %d {0} {who} {name!r} {:n} 100%",
    "address": "javascript:alert(1)",
    "comment": "<!-- --> ]]> <![CDATA[",
    "entities": "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "turned round": "ab\u202ecd\u2066ef\u2069gh",
    "invisible": "a\u200bb\ufeffc\u0301",
    "other quotes": "ʼ＂＜script＞`${1}`",
}


class Page(HTMLParser):
    """A page as a browser understands it: its elements with their attributes' names, and all that is text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.skeleton: list[tuple[str, tuple[str, ...]]] = []
        self.said: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element."""
        self.skeleton.append((tag, tuple(sorted(name for name, _value in attrs))))
        self.said += [value for _name, value in attrs if value]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]

    def handle_endtag(self, tag: str) -> None:
        """Its end."""
        if tag not in VOID:
            self.skeleton.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        """Text."""
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        """Pages have none."""
        self.skeleton.append(("comment", (data,)))


def _rename(place: Place, words: str) -> None:
    """Client, therapist, phone and reading time are called by these words."""
    ana = place.clients["ana"]
    ring = place.house.keystore.ring(ana.practice, [ana.practice, ana.target.client])
    with place.house.main.write() as db:
        client = db.get_one(Client, (ana.practice, ana.target.client))
        client.name = ring.seal(client.id, people.CLIENT_NAME, client.id, f"{words} last".encode())
        account = db.get_one(Account, (ana.practice, ana.therapist))
        account.name = ring.seal(ana.practice, people.ACCOUNT_NAME, account.id, words.encode())
        db.get_one(Device, (ana.practice, ana.target.device)).label = words[:60]
        practice.put_reading(db, ana.practice, ana.therapist, words)


def _agree_and_write(place: Place, words: str) -> str:
    """Homework and its log are made of these words; its id."""
    ana = place.clients["ana"]
    long = dict.fromkeys(("what", "why", "where", "how_long", "then", "therapist_does"), words)
    with place.house.main.write() as db:
        whose = practice.whose(db, place.house.keystore, ana.practice, ana.target.client)
        by = By(ana.therapist, place.house.config.audit_secret, NOW)
        item = homework.agree(db, whose, by, plan(steps=[Step(id="one", text=words)], **long))
        homework.end(db, whose, by, ana.target.item)
        question.open_by_hand(db, whose, by, words)
        question.note_repair(db, whose, by, words, words, None)
        [repair] = question.repairs_of(db, whose.ring, [whose.client])[whose.client]
        goal = goals.put(db, whose, by, goal_of(words))
        levels = dict.fromkeys(("much_less", "less", "more", "much_more"), words)
        expectations.change(db, whose, by, ana.target.ladder, offered(words, subject=item, **levels))
    hoped = ana.phone.seal(envelope(NOW, expectation(words, in_the_way=words), kind="expectation", subject=str(item)))
    reached = {"kind": "expectation_review", "subject": hoped["id"]}
    entries = [
        envelope(NOW, homework_body(words=words, obstacles=["other"]), subject=str(item), bring_up=True),
        envelope(NOW, rating_body(words=words, safety=2), kind="alliance_check_in", subject=None),
        envelope(NOW, {"answer": "not_yet", "version": 1, "words": words}, kind="repair_reply", subject=str(repair.id)),
        envelope(NOW, {"words": words[:200], "why": words}, kind="goal_proposal", subject=None),
        envelope(
            NOW,
            {"answer": "change", "version": 1, "wording": words, "words": words},
            kind="goal_reply",
            subject=str(goal),
        ),
        envelope(NOW, review(1, happened=words, learned=words), **reached),
    ]
    results = ana.phone.send([hoped, *(ana.phone.seal(entry) for entry in entries)]).get_json()["results"]
    assert [one["outcome"] for one in results] == ["stored"] * 7
    return str(item)


def _tell(place: Place, words: str) -> None:
    """The practice's texts and help lines are made of these words."""
    here = place.clients["ana"].practice
    with place.house.main.write() as db:
        practice.put_text(db, here, "sessions", practice.Words(words, [words]), NOW)
        practice.put_help_lines(db, here, [practice.Line(words[:100], words[:40], words[:100])])


def pages(place: Place, words: str) -> dict[str, Page]:
    """Every page about Ana that shows what somebody typed, when all of it is these words."""
    client, series = place.clients["ana"].target.client, place.clients["ana"].target.series
    device, ladder = place.clients["ana"].target.device, place.clients["ana"].target.ladder
    found = {}
    with undone(place.house):
        _rename(place, words)
        item = _agree_and_write(place, words)
        _tell(place, words)
        paths = [
            "/",
            *(
                f"/clients/{client}/{page}"
                for page in ("week", "week/text", "week?print=1", "question", "homework", "goals", "sessions", "phone")
            ),
        ]
        paths += [f"/clients/{client}/homework/{item}", f"/clients/{client}/sessions/{series}/{ON}"]
        paths += [f"/clients/{client}/phone/{device}/lost", "/clients/new"]
        paths += [f"/clients/{client}/expectations", f"/clients/{client}/expectations/ladders/{ladder}"]
        paths += [f"/clients/{client}/homework?shown={item}"]
        for path in paths:
            found[path.replace(item, "<item>")] = _page(place, path)
        found["/cover"] = _page(place, "/cover", "olga")
        for path in ("/practice", "/practice/texts/sessions", "/practice/texts/sessions/3", "/practice/help-lines"):
            found[path] = _page(place, path, "piet")
        found |= _typed(place, words)
    return found


def _page(place: Place, path: str, who: str = "tomas") -> Page:
    browser = place.app.desk.test_client(use_cookies=False)
    answer = browser.get(path, base_url=DESK_ORIGIN, headers={"Cookie": place.cookies[who]})
    assert answer.status_code == 200, path
    return Page(answer.text)


def _typed(place: Place, words: str) -> dict[str, Page]:
    """Forms that come back with what was typed and an error."""
    target = place.clients["ana"].target
    token, session = Matrix(place, ("desk", "accounts.new_client", "POST")).form
    forms: dict[str, dict[str, Any]] = {
        "/sign-in?to=/x": {"name": words, "password": "", "code": words[:40]},
        "/clients/new": {"name": words * 30, "zone": words},
        f"/clients/{target.client}/homework": {"what": words, "why": words, "then": words, "on": words, "times": words},
        f"/clients/{target.client}/question": {"ask-line": words * 300},
        f"/clients/{target.client}/question/talked": {"talked-line": words * 300, "talked-changes": words},
        f"/clients/{target.client}/expectations": {"words": words, "more": words, "by": words, "likelihood": words},
        f"/clients/{target.client}/goals": {"new-words": words * 50, "new-note": words, "new-revisit_on": words},
        f"/clients/{target.client}/expectations/therapy": {"view-change": words, "view-sessions": words},
        f"/clients/{target.client}/sessions/single": {"single-on": words, "single-at": words, "single-minutes": words},
        f"/clients/{target.client}/sessions/reading": {"reading-words": words * 30},
        f"/clients/{target.client}/sessions/{target.series}/{ON}/move": {"on": words, "at": words},
    }
    owners: dict[str, dict[str, Any]] = {
        "/practice/texts/sessions": {"title": words, "told": words, "look": "1"},
        "/practice/help-lines": {"lines-0-name": words, "lines-0-number": words, "lines-0-hours": words, "add": "1"},
    }
    found = {}
    browser = place.app.desk.test_client(use_cookies=False)
    for path, fields in (forms | owners).items():
        headers = {"Cookie": f"{place.cookies['piet' if path in owners else 'tomas']}; {session}"}
        answer = browser.post(path, data={"csrf_token": token, **fields}, base_url=DESK_ORIGIN, headers=headers)
        assert answer.status_code in (200, 422), path
        found[f"POST {path}"] = Page(answer.text)
    return found


@pytest.fixture(scope="module")
def plain(place: Place) -> dict[str, Page]:
    """The same pages with words that mean nothing to a browser."""
    return pages(place, "harmless")


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
def test_a_page_keeps_its_shape_and_says_the_words(place: Place, plain: dict[str, Page], words: str) -> None:
    for path, page in pages(place, words).items():
        assert page.skeleton == plain[path].skeleton, path
        shown = "\n".join(page.said)
        if any("harmless" in one for one in plain[path].said):
            assert words in shown or words[:20] in shown, path
        assert not [link for link in page.links if not link.startswith(("/", "#")) and link], path
    assert sum(any("harmless" in one for one in page.said) for page in plain.values()) >= 21


def test_every_page_of_an_own_client_was_looked_at(place: Place, plain: dict[str, Page]) -> None:
    target = place.clients["ana"].target
    for (_side, endpoint, method), row in ROWS.items():
        if "{client}" in row.path and method == "GET" and not row.path.endswith(".txt"):
            path = row.path.format(link="", on=ON, **{**target.as_text(), "item": "<item>"})
            assert path in plain, endpoint


def test_a_page_that_forgets_to_escape_would_have_another_shape(place: Place, plain: dict[str, Page]) -> None:
    environment = place.app.desk.jinja_env
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "autoescape", False)
        environment.cache.clear()
        try:
            page = pages(place, NASTY["image"])["/"]
        finally:
            environment.cache.clear()
    assert page.skeleton != plain["/"].skeleton
    assert any(tag == "img" for tag, _names in page.skeleton)
