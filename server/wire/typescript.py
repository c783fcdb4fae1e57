"""TypeScript interfaces from the OpenAPI document's schemas.

Written here since the kept generators do not fit: openapi-typescript 7 asks for TypeScript 5, and
json-schema-to-typescript makes a named type of every single field.
"""

import json
from collections.abc import Mapping
from typing import Any

HEAD = """/**
 * What travels between phone and server. Made by `throughline wire` from the server's models: change those.
 * Times are ISO 8601 in UTC, dates `YYYY-MM-DD`, zones IANA names.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Body = Record<string, Json>;
"""
TAIL = """/** Names for parts of the above. */
export type Share = Envelope["share"];
export type Outcome = SyncResult["outcome"];
export type Style = Assignment["style"];
export type Schedule = Assignment["schedule"];
export type ObstacleCode = NonNullable<Assignment["obstacle"]>;
export type Receipt = AgreedReceipt;
export type ExchangeKey = ExchangeKeyReply;
"""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def typescript(document: Mapping[str, Any]) -> str:
    """All schemas as exported types, in alphabetical order. Raises ``ValueError`` for a schema it cannot express."""
    schemas = document["components"]["schemas"]
    return "\n".join([HEAD, *(_export(name, schemas[name]) for name in sorted(schemas)), TAIL])


def _export(name: str, schema: Mapping[str, Any]) -> str:
    comment = "/** " + " ".join(schema.get("description", name).split()) + " */\n"
    if schema.get("type") != "object":
        return f"{comment}export type {name} = {_type(schema)};\n"
    if not schema.get("properties"):
        return f"{comment}export type {name} = Record<string, never>;\n"
    fields = "".join(_field(key, value, schema) for key, value in schema["properties"].items())
    return f"{comment}export type {name} = {{\n{fields}}};\n"


def _field(name: str, schema: Mapping[str, Any], owner: Mapping[str, Any]) -> str:
    optional = "" if name in owner.get("required", []) else "?"
    return f"  {name}{optional}: {_type(schema)};\n"


def _type(schema: Mapping[str, Any]) -> str:
    """One schema as a type expression."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for one_of in ("anyOf", "oneOf"):
        if one_of in schema:
            return " | ".join(dict.fromkeys(_type(part) for part in schema[one_of]))
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if kind == "object":
        return "Body"
    if kind not in PLAIN:
        raise ValueError(f"no TypeScript for {schema}")
    return PLAIN[kind]
