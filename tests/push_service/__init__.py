"""A push service on loopback: RFC 8030 (delivery), 8291 (encryption), 8292 (who sends), with every answer on demand."""

from tests.push_service.faults import Fault
from tests.push_service.running import running
from tests.push_service.service import PushService, Subscriber

__all__ = ["Fault", "PushService", "Subscriber", "running"]
