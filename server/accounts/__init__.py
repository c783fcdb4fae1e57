"""Who people are, who may see whom, and how they get in: accounts, clients, their phones. Deny by default."""

from server.accounts.consents import note_consent
from server.accounts.cover import Covering, covered, covering, readable_client, readable_clients
from server.accounts.devices import EnrolledDevice, still_enrolled, their_devices
from server.accounts.identity import the_device, the_login
from server.accounts.invitations import Invite, invite
from server.accounts.people import (
    NewAccount,
    SignedIn,
    account_name,
    account_names,
    add_account,
    add_client,
    clients_of,
    name_of,
    new_first_code,
    new_link,
    their_client,
)

__all__ = [
    "Covering",
    "EnrolledDevice",
    "Invite",
    "NewAccount",
    "SignedIn",
    "account_name",
    "account_names",
    "add_account",
    "add_client",
    "clients_of",
    "covered",
    "covering",
    "invite",
    "name_of",
    "new_first_code",
    "new_link",
    "note_consent",
    "readable_client",
    "readable_clients",
    "still_enrolled",
    "the_device",
    "the_login",
    "their_client",
    "their_devices",
]
