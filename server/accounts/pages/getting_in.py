"""The therapist's routes for getting in and out."""

from ipaddress import ip_address

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server import clock
from server.accounts import cookies, limits, one_time, qr, rules, setting_up, sign_in
from server.accounts.forms import AuthenticatorForm, FirstForm, Press, RecoveryForm, SignInForm
from server.accounts.models import Account, Login
from server.accounts.pages.blueprint import Answer, desk
from server.accounts.people import account_name
from server.accounts.sign_in import Typed
from server.errors import NotThere
from server.i18n import gettext as _
from server.web import house

AUTHENTICATOR = "accounts.authenticator"


def not_right() -> str:
    """One sentence for every wrong part: which one it was is nobody's business."""
    return _(
        "Name, password and code do not fit together. Check all three. "
        "If they are right, wait 15 minutes and try again, or use a recovery code."
    )


@desk.route("/sign-in", endpoint="sign_in", methods=["GET", "POST"])
def show_sign_in() -> Answer:
    """Name, password and code."""
    form, onward = SignInForm(), _onward()
    wrong = None
    if form.validate_on_submit():
        token = sign_in.sign_in(house(), _typed(form), clock.now())
        if token is not None:
            return _in(token, onward or "/")
        wrong, form.code.data = not_right(), ""
    return render_template("accounts/sign_in.html", form=form, wrong=wrong, onward=onward, demo=house().config.demo)


@desk.route("/recovery", methods=["GET", "POST"])
def recovery() -> Answer:
    """Name, password and a recovery code; from there on, or first to a new authenticator."""
    form = RecoveryForm()
    wrong = None
    if form.validate_on_submit():
        token = sign_in.recover(house(), _typed(form), form.again.data, clock.now())
        if token is not None:
            return _in(token, url_for(AUTHENTICATOR) if form.again.data else "/")
        wrong, form.code.data = not_right(), ""
    return render_template("accounts/recovery.html", form=form, wrong=wrong)


@desk.post("/sign-out")
def sign_out() -> Answer:
    """Ends this login."""
    if Press().validate_on_submit():
        with house().main.write() as db:
            sign_in.sign_out(db, request.cookies.get(cookies.LOGIN, ""), clock.now())
    response = redirect(url_for("accounts.sign_in"), 303)
    cookies.drop_login(response)
    return response


@desk.route("/first-sign-in", endpoint="first", methods=["GET", "POST"])
def first() -> Answer:
    """The one-time code from the command line, and a new password."""
    form = FirstForm()
    wrong = None
    if form.validate_on_submit():
        token = setting_up.begin(house(), _typed(form), clock.now())
        if token is not None:
            return _in(token, url_for(AUTHENTICATOR))
        wrong = _("Name and one-time code do not fit together, or the code is older than a day or was used before.")
    return render_template("accounts/first.html", form=form, wrong=wrong)


@desk.route("/first-sign-in/authenticator", methods=["GET", "POST"])
def authenticator() -> Answer:
    """The authenticator's QR code; and, for its first right code, the recovery codes: shown this once."""
    login: Login = g.login_row
    form = AuthenticatorForm()
    if form.validate_on_submit():
        now = clock.now()
        limits.count(house(), "sign_in_address", limits.network(request.remote_addr), now)
        done = setting_up.finish(house(), login, form.code.data or "", now)
        if done is not None:
            token, codes = done
            response = Response(render_template("accounts/recovery_codes.html", codes=codes), mimetype="text/html")
            cookies.give_login(response, token)
            return response
        form.code.errors = [_("That is not the code shown now. Wait for the next one and type it.")]
    with house().main.read() as db:
        account = db.get_one(Account, (login.practice_id, login.account_id))
    secret, address = setting_up.pending_uri(house(), login, account)
    drawing = qr.drawing(address, _("QR code for your authenticator"))
    return render_template("accounts/authenticator.html", form=form, qr=drawing, secret=secret)


@desk.route("/sign-in/link/<token>", methods=["GET", "POST"])
def link(token: str) -> Answer:
    """The demo's one-time way in, on this machine only. Looking at the page uses nothing up."""
    now = clock.now()
    if not _demo_here():
        raise NotThere
    if Press().validate_on_submit():
        taken = one_time.take_link(house(), token, now)
        if taken is None:
            raise NotThere
        return _in(taken, "/")
    with house().main.read() as db:
        way_in = one_time.link_holds(db, token, now)
        if way_in is None:
            raise NotThere
        account = db.get_one(Account, (way_in.practice_id, way_in.account_id))
    name = account_name(house().keystore.ring(account.practice_id, [account.practice_id]), account)
    return render_template("accounts/link.html", form=Press(), name=name)


def _demo_here() -> bool:
    """Whether this is a demo, and the browser on the same machine."""
    try:
        here = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        here = False
    name = house().config.desk_host.rsplit(":", 1)[0]
    return house().config.demo and here and name in ("localhost", "127.0.0.1", "[::1]")


def _typed(form: SignInForm | RecoveryForm | FirstForm) -> Typed:
    network = limits.network(request.remote_addr)
    return Typed(form.name.data or "", form.password.data or "", form.code.data or "", network)


def _onward() -> str | None:
    """The page somebody wanted before they had to sign in."""
    to = request.args.get("to", "")
    return to if rules.is_inside(to) else None


def _in(token: str, to: str) -> Response:
    response = redirect(to, 303)
    cookies.give_login(response, token)
    return response
