"""``throughline practice`` and ``throughline therapist``: who works here."""

import uuid
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import accounts, clock
from server.accounts.models import Account
from server.cli.installation import about, config_of, house_of
from server.config import Config
from server.errors import Misconfigured
from server.practice import create_practice, only_practice
from server.practice.models import Practice


@click.group("practice")
def practice_group() -> None:
    """The practices of this installation (most have one)."""


@practice_group.command("add")
@about
@click.option("--name", required=True, help="As clients read it.")
@click.option("--zone", required=True, help="The time zone of its clocks, such as Europe/London.")
@click.option(
    "--first-weekday", default=0, show_default=True, type=click.IntRange(0, 6), help="0 is Monday, 6 is Sunday."
)
@click.option(
    "--day-ends-at", default="03:00", show_default=True, help="Until then it is still yesterday for a client."
)
def add_practice(folder: Path | None, name: str, zone: str, first_weekday: int, day_ends_at: str) -> None:
    """Found a practice: its keys, its first consent and confidentiality texts, and sample help lines.

    Read the texts before the first client joins: the confidentiality text is a template, and the help lines are those
    of the United Kingdom.
    """
    with house_of(config_of(folder)) as house:
        made = create_practice(house, name, zone, clock.now(), first_weekday, day_ends_at)
    click.echo(f"{name} is founded ({made}).\nNext: throughline therapist add --sign-in-name NAME --name 'Full Name'")


@click.group("therapist")
def therapist_group() -> None:
    """Accounts for the therapist's pages."""


@therapist_group.command("add")
@about
@click.option("--sign-in-name", required=True, help="What they type to sign in; unique in this installation.")
@click.option("--name", required=True, help="As clients and colleagues read it.")
@click.option("--owner", is_flag=True, help="Also the practice's owner (who cannot read what others' clients write).")
@click.option("--only-owner", is_flag=True, help="The owner, who treats nobody.")
@click.option("--practice", "practice_id", type=click.UUID, help="Which practice, where there are several.")
def add_therapist(
    folder: Path | None, sign_in_name: str, name: str, owner: bool, only_owner: bool, practice_id: uuid.UUID | None
) -> None:
    """Add an account and print its one-time code, good for 24 hours and shown only now.

    With it they choose a password and set up an authenticator at the address printed. There is no default account and
    no password by command line.
    """
    roles = {"is_therapist": not only_owner, "is_owner": owner or only_owner}
    with house_of(config_of(folder)) as house:
        with house.main.read() as db:
            home = _practice(db, practice_id)
        made = accounts.add_account(house, home, sign_in_name, name, clock.now(), **roles)
    _say_code(house.config, made.code)


@therapist_group.command("code")
@about
@click.argument("sign_in_name")
def new_code(folder: Path | None, sign_in_name: str) -> None:
    """Print a new one-time code for SIGN_IN_NAME, who lost password, authenticator and recovery codes.

    Make sure that it is really them who asks: the code lets them choose a new password and a new authenticator.
    """
    wanted = sign_in_name.strip().casefold()
    with house_of(config_of(folder)) as house, house.main.write() as db:
        account = db.scalars(select(Account).where(Account.sign_in_name == wanted)).first()
        if account is None:
            raise Misconfigured(f"Nobody signs in as {sign_in_name!r}.")
        code = accounts.new_first_code(db, account.practice_id, account.id, clock.now())
    _say_code(house.config, code)


def _practice(db: Session, wanted: uuid.UUID | None) -> uuid.UUID:
    """The practice that was named, or the only one. Raises ``Misconfigured`` when there is none."""
    found = db.get(Practice, wanted) if wanted else only_practice(db)
    if found is None:
        raise Misconfigured("There is no such practice yet: run 'throughline practice add' first.")
    return found.practice_id


def _say_code(config: Config, code: str) -> None:
    click.echo(f"One-time code: {code}\nTo be used within 24 hours at {config.desk_origin}/first-sign-in")
