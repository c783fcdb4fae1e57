"""Everything that crosses the wire, as one OpenAPI document. The phone's TypeScript types are made from it."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from server.accounts.wire import DeviceReply, JoinReply, JoinRequest, Nothing, WipedRequest
from server.between_us.api import AccessLogReply
from server.entries.envelope import Envelope, StoredEntry
from server.entries.sections import Section
from server.erase.wire import EraseReply, EraseRequest
from server.exports.wire import ExportRequest
from server.kinds import KINDS
from server.reminders.feed_api import CalendarReply, CalendarRequest
from server.reminders.wire import DeliveriesReply, ReminderPhoneReply, ReminderPhoneRequest, SeenRequest, TestReply
from server.summary.wire import MyWeekReply
from server.sync.wire import SyncReply, SyncRequest
from server.web.answers import ErrorReply
from server.wire.agreed import Agreed


class File(BaseModel):
    """Stands for an answer that is a .zip."""


REF = "#/components/schemas/{model}"
VERSION = "1"


ROUTES: list[tuple[str, str, type[BaseModel] | None, type[BaseModel] | None]] = [
    ("post", "/api/join", JoinRequest, JoinReply),
    ("get", "/api/device", None, DeviceReply),
    ("post", "/api/confirm", Nothing, DeviceReply),
    ("post", "/api/sync", SyncRequest, SyncReply),
    ("post", "/api/sign-out", Nothing, None),
    ("post", "/api/wiped", WipedRequest, None),
    ("post", "/api/erase", EraseRequest, EraseReply),
    ("post", "/api/erase/keep", Nothing, None),
    ("get", "/api/access-log", None, AccessLogReply),
    ("get", "/api/my-week", None, MyWeekReply),
    ("post", "/api/export", ExportRequest, File),
    ("post", "/api/reminders/phone", ReminderPhoneRequest, ReminderPhoneReply),
    ("post", "/api/reminders/seen", SeenRequest, None),
    ("post", "/api/reminders/test", Nothing, TestReply),
    ("get", "/api/reminders/deliveries", None, DeliveriesReply),
    ("get", "/api/reminders/calendar", None, CalendarReply),
    ("post", "/api/reminders/calendar", CalendarRequest, CalendarReply),
]
BODIES: list[type[BaseModel]] = [kind.body for kind in KINDS.values()]
SEALED_OR_SNAPSHOT: list[type[BaseModel]] = [Envelope, StoredEntry, Agreed, *BODIES, Section, ErrorReply]


def openapi() -> dict[str, Any]:
    """The document. What is sealed inside an entry is listed among the schemas."""
    requests = [request for _, _, request, _ in ROUTES if request is not None]
    replies = [reply for _, _, _, reply in ROUTES if reply not in (None, File)]
    modes: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        *((model, "validation") for model in dict.fromkeys(requests)),
        *((model, "serialization") for model in dict.fromkeys([*replies, *SEALED_OR_SNAPSHOT])),
    ]
    names, schemas = models_json_schema(modes, ref_template=REF)
    paths: dict[str, Any] = {}
    for method, path, request, reply in ROUTES:
        paths.setdefault(path, {})[method] = _operation(names, request, reply)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Throughline: what a phone and its server say to each other", "version": VERSION},
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(names: Any, request: type[BaseModel] | None, reply: type[BaseModel] | None) -> dict[str, Any]:
    operation: dict[str, Any] = {"responses": {"default": _content("Refused.", names[ErrorReply, "serialization"])}}
    if reply is None:
        operation["responses"]["204"] = {"description": "Done."}
    elif reply is File:
        content = {"application/zip": {"schema": {"type": "string", "contentMediaType": "application/zip"}}}
        operation["responses"]["200"] = {"description": "The file.", "content": content}
    else:
        operation["responses"]["200"] = _content("Done.", names[reply, "serialization"])
    if request is not None:
        operation["requestBody"] = {**_content("", names[request, "validation"]), "required": True}
        operation["requestBody"].pop("description")
    return operation


def _content(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
