"""The wire as a document: OpenAPI for everybody, TypeScript for the phone."""

from server.wire.openapi import openapi
from server.wire.typescript import typescript

__all__ = ["openapi", "typescript"]
