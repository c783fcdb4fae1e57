"""The demo practice: a therapist and eight clients over twelve plausible weeks, for trying and for pictures.

``server.demo.build`` makes it; what only signs people in does not load that.
"""

from server.demo.people import Resident, residents

__all__ = ["Resident", "residents"]
