"""The app open twice on one phone: two tabs share one memory and one outbox."""

from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.journeys.people import BREATHE, EVERY_DAY, WALK, People
from tests.journeys.phone import Phone, until
from tests.journeys.server import Server
from tests.journeys.wire import SYNC, deliver


class FirstHeld:
    """Delivers the first sync of a tab to the server and holds its reply; the tab is ``holder``. Others go through."""

    def __init__(self, context: BrowserContext) -> None:
        self.holder: Page | None = None
        context.route(SYNC, self._hold)

    def _hold(self, route: Route) -> None:
        if self.holder is not None:
            route.continue_()
        elif route.request.service_worker is not None:
            # The worker may send too; here the tabs are to meet.
            route.abort()
        else:
            deliver(route.request)
            self.holder = route.request.frame.page


@pytest.mark.usefixtures("server_will_be_gone")
def test_what_two_tabs_saved_is_stored_once_when_the_sending_one_is_closed(
    server: Server, people: People, phone: Page
) -> None:
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    people.agree(client, BREATHE, EVERY_DAY)
    one, two = two_tabs(server, people, client, phone)
    phone.context.set_offline(True)
    one.tap(WALK, "Done")
    two.tap(BREATHE, "Partly")
    one.waits(2)
    two.waits(2)

    first = FirstHeld(phone.context)
    phone.context.set_offline(False)
    until(phone, lambda: first.holder is not None)
    holder = first.holder
    assert holder is not None
    left = two if holder is one.page else one
    holder.close()
    left.page.bring_to_front()
    left.all_is_sent()
    assert len(people.stored(client)) == 2
    assert sorted(line.split(":")[0] for line in logs(left)) == [BREATHE, WALK]


def two_tabs(server: Server, people: People, client: UUID, page: Page) -> tuple[Phone, Phone]:
    """The app joined and open twice on Today."""
    one = Phone(page, server.phone)
    one.join(people.invitation(client))
    one.all_is_sent()
    two = Phone(page.context.new_page(), server.phone)
    two.go()
    return one, two


def logs(phone: Phone) -> list[str]:
    """The homework in My history."""
    phone.place("History")
    return [line for line in phone.history() if not line.startswith("I agreed")]
