"""The phone app's files, and its shell for every path that is not a file: deep links open where they point."""

import os.path
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

from server.errors import NotThere
from server.web.house import house

YEAR = 365 * 24 * 3600
phone_files = Blueprint("phone_files", __name__)


def _build() -> Path:
    return house().config.phone_build.resolve()


def _is_file(path: Path) -> bool:
    """Whether there is such a file. A name too long to be one is not: ``Path.is_file`` would raise."""
    return os.path.isfile(path)


@phone_files.get("/assets/<path:name>")
def asset(name: str) -> Response:
    """A file named by its content: it can be kept for ever. Those of the build before stay there for open pages."""
    folder = next(
        (place for place in (_build(), _build().with_name("dist-before")) if _is_file(place / "assets" / name)), None
    )
    if folder is None:
        raise NotThere
    response = send_from_directory(folder / "assets", name, max_age=YEAR)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


@phone_files.get("/")
@phone_files.get("/<path:path>")
def shell(path: str = "index.html") -> Response:
    """A file of the build's root, asked for anew each time, or the app's shell."""
    if path.startswith("api/"):
        raise NotThere
    name = path if _is_file(_build() / path) else "index.html"
    response = send_from_directory(_build(), name)
    response.cache_control.no_cache = True
    response.cache_control.max_age = None
    return response
