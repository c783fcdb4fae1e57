"""The built app in Chromium: what waits goes out, the app starts, one tap is kept."""

from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.bench import machine
from tests.bench.figures import Figure, median, said
from tests.bench.ground import Ground, Grounds
from tests.bench.handset import Handset, bundle, handset, tap_done
from tests.bench.peer import peer

SLOWER = 4
FEW, FEW_TIMES = 50, 5
MANY, MANY_TIMES = 1000, 3
LONGEST_S = 60
HELD = 2000
STARTS = 5
TAPS = 9
STARTED = "() => [seen.usable, performance.getEntriesByType('navigation')[0].responseEnd]"


def measure(grounds: Grounds) -> list[Figure]:
    """Sending, starting, tapping."""
    here = grounds.of("SQLite")
    script = bundle(here.folder)
    with sync_playwright() as driver:
        return [*_send_few(driver, here, script), *_send_many(driver, here, script)]


def _send_few(driver: Playwright, here: Ground, script: Path) -> list[Figure]:
    with handset(driver, here, script) as phone:
        fast = [_few(phone, 1) for _ in machine.repeated(FEW_TIMES, LONGEST_S)]
        slow = [_few(phone, SLOWER) for _ in machine.repeated(FEW_TIMES, LONGEST_S)]
        disk = _disk(phone)
    return [
        _sent(f"{FEW} waiting entries, from online to all sent", fast, disk, None, None),
        _sent(f"{FEW} waiting entries, CPU {SLOWER}× slower, from online to all sent", slow, disk, 1000, 400),
    ]


def _send_many(driver: Playwright, here: Ground, script: Path) -> list[Figure]:
    """Each from a new phone; the first one is then used on."""
    many, theirs, disk, rest = [], [], "", list[Figure]()
    for number in machine.repeated(MANY_TIMES, LONGEST_S, at_least=2):
        with handset(driver, here, script) as phone:
            phone.fill(MANY)
            many.append(phone.send(1, MANY))
            if number == 0:
                disk = _disk(phone)
                rest = _start_and_tap(phone)
        with peer(driver, script) as other:
            theirs.append(other.send(MANY))
    sent = _sent(f"{MANY:,} waiting entries, from online to all sent", many, disk, None, None)
    return [sent, _against_peer(sent, theirs), *rest]


def _against_peer(ours: Figure, theirs: list[float]) -> Figure:
    took = median(theirs)
    limit = f"PouchDB took {took:,.0f} ms without sealing, checking, drawing, or a server that waits for its disk"
    name = f"speed of {MANY:,} waiting entries, PouchDB 9 to pouchdb-server = 1"
    beside = {"peer_ms": [round(one) for one in theirs]}
    return Figure(name, took / ours.value, "ratio", limit, 1, 2, "higher", beside, len(theirs))


def _disk(phone: Handset) -> str:
    return f"IndexedDB by itself writes {phone.back_room('() => bench.rowsASecond()'):,.0f} rows/s"


def _few(phone: Handset, slower: int) -> tuple[float, float]:
    phone.fill(FEW)
    return phone.send(slower, FEW)


def _sent(name: str, took: list[tuple[float, float]], disk: str, least: float | None, aim: float | None) -> Figure:
    whole = median([one for one, _ in took])
    first = [(all_, answers) for all_, answers in took if answers]
    shares = [answers / all_ for all_, answers in first]
    known = f", {median(shares):.0%} of it waiting for the server" if first else ""
    limit = f"the page sent in {len(first)} of {len(took)}{known}, else the worker; {disk}"
    beside = {"each_ms": [round(one) for one, _ in took], "server_ms": [round(one) for _, one in took]}
    return Figure(name, whole, "ms", limit, least, aim, beside=beside, samples=len(took))


def _start_and_tap(phone: Handset) -> list[Figure]:
    """With ``HELD`` entries in the store, of which ``MANY`` are there already."""
    each = phone.fill(HELD - MANY)
    phone.send(1, HELD - MANY)
    starts = {"warm": _starts(phone)}
    phone.offline(True)
    starts["offline"] = _starts(phone)
    with phone.opened(SLOWER) as page:
        page.wait_for_timeout(3000)
        taps = [tap_done(page) for _ in range(TAPS)]
    held = f"{HELD:,} entries in the store"
    return [
        *(_start(f"{how} start to usable, CPU {SLOWER}× slower, {held}", took) for how, took in starts.items()),
        Figure(
            f"tap on Done to kept and said so, CPU {SLOWER}× slower, {held}",
            median(taps),
            "ms",
            f"one save at full speed takes {said(each)} ms, on the disk",
            100,
            50,
            samples=len(taps),
            beside={"each_ms": [round(one) for one in taps], "save_ms": round(each, 2)},
        ),
    ]


def _start(name: str, took: list[tuple[float, float]]) -> Figure:
    whole, page = median([one for one, _ in took]), median([one for _, one in took])
    limit = f"{page:.0f} ms until the worker has handed out the page, the rest the page itself"
    beside = {"each_ms": [round(one) for one, _ in took], "page_ms": [round(one) for _, one in took]}
    return Figure(name, whole, "ms", limit, 500, 250, beside=beside, samples=len(took))


def _starts(phone: Handset) -> list[tuple[float, float]]:
    """Until it is usable, and until the page was there, in ms; each in a new tab.

    The first one is not counted: it may still have something to put away.
    """
    took = []
    for _ in range(STARTS + 1):
        with phone.opened(SLOWER) as page:
            took.append(tuple(page.evaluate(STARTED)))
    return took[1:]
