"""Who is calling, for routes: what the gate found out before the route ran."""

from flask import g

from server.accounts.devices import Caller, EnrolledDevice
from server.accounts.people import SignedIn
from server.errors import NotThere


def the_login() -> SignedIn:
    """The signed-in therapist. Raises ``NotThere`` in a route that the gate lets others into."""
    login = g.get("login")
    if not isinstance(login, SignedIn):
        raise NotThere
    return login


def the_device() -> EnrolledDevice:
    """The calling phone, confirmed by both and not revoked. Raises ``NotThere`` elsewhere."""
    found = the_caller()
    if found.state != "joined":
        raise NotThere
    return enrolled(found)


def the_caller() -> Caller:
    """The calling phone, confirmed or not yet. Raises ``NotThere`` elsewhere."""
    found = g.get("caller")
    if not isinstance(found, Caller):
        raise NotThere
    return found


def enrolled(caller: Caller) -> EnrolledDevice:
    """Whose phone this is."""
    return EnrolledDevice(caller.device.practice_id, caller.device.client_id, caller.device.id)
