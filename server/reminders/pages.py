"""The therapist's page of this room: being told, once a week, that the week is ready."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from pydantic import ValidationError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import accounts, clock, practice
from server.accounts import limits
from server.errors import Problem
from server.i18n import gettext as _
from server.reminders import configured, phones, week_ready
from server.reminders.addresses import BadAddress
from server.reminders.forms import WishForm
from server.reminders.phones import Whom
from server.reminders.wire import DeliveryItem, PushAddress
from server.web import dates, house

desk = Blueprint("reminders_desk", __name__, template_folder="templates")


@desk.get("/reminders")
def page() -> str:
    """Whether it is on, when, in which browser, and what became of the last four."""
    with house().main.read() as db:
        whom = _whom(db)
        return _page(db, whom, _form(db, whom))


@desk.post("/reminders")
def save() -> Response | tuple[str, int]:
    """Turns it on in this browser, or changes when it comes."""
    now = clock.now()
    limits.count(house(), "reminders", str(accounts.the_login().account_id), now)
    with house().main.write() as db:
        whom = _whom(db)
        form = _form(db, whom)
        if not form.validate():
            return _page(db, whom, form), 422
        if form.endpoint.data:
            _keep(db, whom, form, now)
        elif week_ready.wish_of(db, whom) is None:
            raise Problem(400, "malformed", _("Turn it on with the button: your browser has to agree to it."))
        week_ready.ask(db, whom, form.wish(), now)
    flash(_("Saved."))
    return redirect(url_for("reminders_desk.page"), 303)


@desk.post("/reminders/end")
def end() -> Response:
    """Turns it off."""
    with house().main.write() as db:
        week_ready.end(db, _whom(db), clock.now())
    flash(_("Turned off. Nothing is sent any more."))
    return redirect(url_for("reminders_desk.page"), 303)


def _keep(db: Session, whom: Whom, form: WishForm, now: datetime) -> None:
    """Pushes go to the browser that sent this form. Raises ``Problem`` 400 where none may go there."""
    config = house().config
    push_key = configured.public_key(config)
    try:
        given = PushAddress.model_validate(form.address())
        address = phones.usable(given, configured.allowed(config))
    except (BadAddress, ValidationError) as error:
        raise Problem(400, "push_address", _("This browser gave an address that the server cannot use.")) from error
    fits = push_key is not None and given.vapid == push_key
    if not fits or not phones.keep(db, config.push_secret, whom, address, given.vapid, now):
        raise Problem(400, "stale_form", _("This page was open for too long. Open it again and press once more."))


def _form(db: Session, whom: Whom) -> WishForm:
    first_weekday = practice.practice_of(db, whom.practice).first_weekday
    return WishForm(first_weekday, week_ready.wish_of(db, whom) or week_ready.USUAL)


def _whom(db: Session) -> Whom:
    login = accounts.the_login()
    row = practice.practice_of(db, login.practice_id)
    return Whom(login.practice_id, login.account_id, None, row.zone, row.day_ends_at)


def _page(db: Session, whom: Whom, form: WishForm) -> str:
    config, now = house().config, clock.now()
    listed = week_ready.last_times(db, whom, now)
    return render_template(
        "reminders/week_ready.html",
        place="caseload",
        form=form,
        reads=practice.reading_of(db, whom.practice, whom.owner),
        push_key=configured.public_key(config),
        on=week_ready.wish_of(db, whom) is not None,
        browser=week_ready.browser(db, config.push_secret, whom) or "",
        listed=[(dates.short_date(one.day, now.date()), became(one, whom.zone)) for one in listed],
    )


def became(one: DeliveryItem, zone: str) -> str:
    """What became of one time, in a few words."""
    sent = next((step.accepted_at for step in one.steps if step.accepted_at is not None), None)
    if sent is not None:
        return _("sent {time}").format(time=dates.clock_time(sent, zone))
    if one.why is None:
        return _("on its way")
    if one.why == "no_phone" or any(step.failed == "gone" for step in one.steps):
        return _("not sent: no browser takes it any more")
    if one.why == "off":
        return _("not sent: it was turned off")
    if one.why in ("late", "newer"):
        return _("not sent: the server was not sending at that time")
    return _("not sent: the push service did not take it")
