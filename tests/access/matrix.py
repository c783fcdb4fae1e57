"""Asks every route in everybody's name with everybody's ids, and says what should not have been answered."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from flask import Flask
from werkzeug.test import TestResponse

from tests.access.people import Person, Place, Target
from tests.access.rewound import changed, state_of, undone
from tests.access.rows import ROWS, Key, Side
from tests.cast import DESK_ORIGIN, PHONE_ORIGIN

ORIGINS: dict[Side, str] = {"phone": PHONE_ORIGIN, "desk": DESK_ORIGIN}
JSON_HEADERS = {"X-Throughline": "1", "Origin": PHONE_ORIGIN, "Sec-Fetch-Site": "same-origin"}
PHONES = {"ana": "joined", "ben": "joined", "waiting": "waiting", "revoked": "signed_out", "lost": "wipe"}
OWNERS = ("piet", "nils")
LOGINS = ("tomas", "olga", "cora", "vera", *OWNERS)
OWN = {"tomas": "ana", "olga": "cem", "vera": "noa"}
READS = {**OWN, "cora": "ana"}
# Whose name somebody reads besides: their therapist's, that of who covers, and of whom one covers for.
SEEN = {"ana": ("tomas", "cora"), "ben": ("tomas", "cora"), "waiting": ("tomas",), "cora": ("tomas",)}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every route with each method it takes, without those Flask adds by itself."""
    rules = app.url_map.iter_rules()
    return {(rule.endpoint, method) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


def without_a_row(side: Side, app: Flask) -> set[tuple[str, str]]:
    """Routes nobody said what to expect of, and expectations of routes that are not there."""
    return routes(app) ^ {(endpoint, method) for of, endpoint, method in ROWS if of == side}


def words_of(answer: TestResponse) -> str:
    """All that can be read in an answer; of a .zip, in the files within."""
    if answer.mimetype != "application/zip":
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


@dataclass(frozen=True)
class Asked:
    """One request and its answer, as two of them can be compared: ids and form tokens taken out."""

    status: int
    text: str
    headers: tuple[tuple[str, str], ...]


class Matrix:
    """The requests of one route. Raises ``AssertionError`` for each answer that is not the expected one."""

    def __init__(self, place: Place, key: Key) -> None:
        self.place, self.key, self.row = place, key, ROWS[key]
        self.side: Side = key[0]

    def check(self) -> None:
        """The whole of it."""
        self.check_good()
        self.check_hints()
        self.check_refused()

    @cached_property
    def form(self) -> tuple[str, str]:
        """The token of a form, and the cookie that goes with it; they are nobody's in particular."""
        page = self.place.app.desk.test_client(use_cookies=False).get("/sign-in", base_url=DESK_ORIGIN)
        found = TOKEN.search(page.text)
        assert found is not None
        return found[1], page.headers["Set-Cookie"].split(";")[0]

    def ask(self, who: str, target: Target, hint: Target | None = None) -> TestResponse:
        """One request, with whatever cookie this one holds: on the desk's host a phone's cookie too, and reversed."""
        path = self.row.address(self.place, target) + self.row.hinted(hint or target)
        fields = self.row.fill(self.place, target)
        app = self.place.app.phone if self.side == "phone" else self.place.app.desk
        browser, method = app.test_client(use_cookies=False), self.key[2]
        cookie = {"Cookie": self.place.cookies[who]}
        if method == "GET":
            return browser.get(path, base_url=ORIGINS[self.side], headers=cookie)
        if self.side == "phone":
            return browser.post(path, json=fields, base_url=PHONE_ORIGIN, headers={**JSON_HEADERS, **cookie})
        token, session = self.form
        cookie = {"Cookie": f"{cookie['Cookie']}; {session}"}
        return browser.post(path, data={"csrf_token": token, **fields}, base_url=DESK_ORIGIN, headers=cookie)

    def plain(self, answer: TestResponse, target: Target) -> Asked:
        """An answer without what must differ."""

        def tidy(text: str) -> str:
            for one in target.as_text().values():
                text = text.replace(one, "<id>")
            return TOKEN.sub("", text)

        headers = tuple(sorted((n, tidy(v)) for n, v in answer.headers.items() if n != "Set-Cookie"))
        return Asked(answer.status_code, tidy(words_of(answer)), headers)

    def forbidden(self, who: str, target: Target) -> set[str]:
        """The words that must not be in an answer to ``who`` about ``target``."""
        mine = {self.place.therapists[who].word} if who in self.place.therapists else set()
        mine |= {self.place.therapists[name].word for name in SEEN.get(who, ())}
        if self.row.names_colleagues and who in READS:
            mine |= {self.place.therapists[name].word for name in self.place.colleagues(who)}
        for one in self.place.clients.values():
            about = one.target.client == target.client or "{client}" not in self.row.path
            if who in READS and about and one.therapist == self.place.clients[READS[who]].therapist:
                mine.add(one.word)
        if self.row.whose == "anyone":
            mine.add(self.place.therapists["tomas"].word)
        if who in self.place.clients:
            mine.add(self.place.clients[who].word)
        here = {
            one.practice for name, one in (*self.place.therapists.items(), *self.place.clients.items()) if name == who
        }
        mine |= {word for practice, word in self.place.practices.items() if practice in here}
        people = (*self.place.clients.values(), *self.place.therapists.values())
        return {*self.place.practices.values(), *(one.word for one in people)} - mine

    def seen(self, who: str, target: Target, hint: Target | None = None) -> Asked:
        """One request, after which nothing of anybody else may be in the answer."""
        answer = self.ask(who, target, hint)
        answer.get_data()
        answer.close()
        whole = f"{answer.headers}\n{words_of(answer)}"
        for word in self.forbidden(who, target):
            assert word not in whole, f"{self.key}: {who} reads {word}"
        return self.plain(answer, target)

    def check_good(self) -> None:
        """Those it is for are let in, and what it writes is written."""
        for who in self.let_in():
            own = self.own_of(who)
            with undone(self.place.house):
                before = state_of(self.place.house)
                found = self.seen(who, own)
                assert found.status == self.row.good, f"{self.key}: {who} gets {found.status}\n{found.text}"
                written = changed(before, state_of(self.place.house))
                assert set(self.row.writes) <= written, f"{self.key}: {who} changed only {written}"
                assert written <= {*self.row.writes, *ALONGSIDE[self.side]}, f"{self.key}: {who} changed {written}"

    def check_hints(self) -> None:
        """What a query names of somebody else's changes nothing that is shown."""
        if self.row.hints:
            for who in self.let_in():
                own = self.own_of(who)
                others = (one for one in self._everybodys() if one != own)
                with undone(self.place.house):
                    answers = {self.seen(who, own, hint) for hint in (*others, Target())}
                assert {one.status for one in answers} == {self.row.good}, f"{self.key}: {who} gets {answers}"
                assert len(answers) == 1, f"{self.key}: {who} can tell known from unknown ids: {answers}"

    def own_of(self, who: str) -> Target:
        """The ids somebody would send who has nothing to hide."""
        name = READS.get(who, who if who in self.place.clients else "ana")
        return self.place.clients[name].target

    def let_in(self) -> list[str]:
        """Whom the route is for."""
        return {
            "anyone": list(self.place.cookies),
            "joining": ["ana", "ben", "waiting"],
            "device": ["ana", "ben"],
            "setting_up": ["setting_up"],
            "signed_in": list(LOGINS),
            "owner": list(OWNERS),
            "reader": list(READS),
            "therapist": list(OWN if "{client}" in self.row.path else READS),
        }[self.row.whose]

    def check_refused(self) -> None:
        """Nobody else is, and with other ids they are not either; nothing is changed by trying."""
        with undone(self.place.house):
            before = state_of(self.place.house)
            for who in self.place.cookies:
                if who not in self.let_in():
                    self._refused_alike(who)
            if "{client}" in self.row.path:
                for who in READS if self.row.whose == "reader" else OWN:
                    self._not_yours(who)
            assert changed(before, state_of(self.place.house)) == set(), f"{self.key}: a refused request changed this"

    def _refused_alike(self, who: str) -> None:
        expected = self._status(who)
        answers = {self.seen(who, target) for target in (*self._everybodys(), Target())}
        assert {one.status for one in answers} == {expected}, f"{self.key}: {who} gets {answers}"
        assert len(answers) == 1, f"{self.key}: {who} can tell known from unknown ids: {answers}"

    def _status(self, who: str) -> int:
        """How those are refused whom the route is not for."""
        if self.side == "phone":
            return 403 if PHONES.get(who) == "waiting" and self.row.whose == "device" else 401
        if self.row.whose == "setting_up" or who in LOGINS:
            return 404
        return 302 if self.key[2] == "GET" else 401

    def _everybodys(self) -> Iterator[Target]:
        return (one.target for one in self.place.clients.values())

    def _not_yours(self, who: str) -> None:
        """A client of somebody else's, and things of anybody else's under one's own client: all like unknown."""
        own, unknown = self.place.clients[READS[who]], Target()
        answers = {self.seen(who, unknown)}
        for other in self.place.clients.values():
            for target in self._swapped(own, other):
                answers.add(self.seen(who, target))
        if self.row.things:
            answers.add(self.seen(who, replace(unknown, client=own.target.client)))
        assert {one.status for one in answers} == {404}, f"{self.key}: {who} gets {answers}"
        assert len(answers) == 1, f"{self.key}: {who} can tell known from unknown ids: {answers}"

    def _swapped(self, own: Person, other: Person) -> Iterator[Target]:
        """Own and other ids mixed in every way that is not wholly one's own."""
        if other is own:
            return
        if self.row.things:
            yield replace(other.target, client=own.target.client)
            yield replace(own.target, client=other.target.client)
        if other.therapist != own.therapist:
            yield other.target


# What any page may note besides: when somebody was seen, what was opened, that it comes down anew.
ALONGSIDE: dict[Side, set[str]] = {
    "desk": {
        "access_log", "access_head", "receipt", "stream", "login", "account", "one_time", "recovery_code", "invitation"
    },
    "phone": {"access_log", "access_head", "device", "stream"},
}  # fmt: skip
