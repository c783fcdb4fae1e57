"""The demo practice: a therapist and eight clients over twelve plausible weeks, for trying and for pictures."""

from server.demo.build import build
from server.demo.people import Resident, residents

__all__ = ["Resident", "build", "residents"]
