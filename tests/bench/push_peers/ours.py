"""Our own sender, told what its peers are told: prints the processor's seconds it took."""

import asyncio
import json
import sys
import time
from base64 import urlsafe_b64decode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from server.reminders.message import Message
from server.reminders.push import Address, Allowed, Limits, Sender


def told_bytes(text: str) -> bytes:
    """From base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


async def main() -> None:
    """Reads what to send from standard input."""
    told = json.load(sys.stdin)
    secret = int.from_bytes(told_bytes(told["keys"]["privateKey"]))
    message = Message(told["payload"].encode(), 3600)
    addresses = [
        Address(one["endpoint"], told_bytes(one["keys"]["p256dh"]), told_bytes(one["keys"]["auth"]))
        for one in told["subscriptions"]
    ]
    sender = Sender(
        ec.derive_private_key(secret, ec.SECP256R1()),
        told["contact"],
        Allowed(rehearsal=addresses[0].endpoint.partition("/push/")[0]),
        limits=Limits(told["inFlight"], told["inFlight"]),
        authority=Path(told["authority"]),
    )

    async def send(many: int) -> None:
        items = ((addresses[number % len(addresses)], message) for number in range(many))
        async for sent in sender.send_many(items):
            if sent.answer.code != "accepted":
                raise RuntimeError(sent.answer.detail)

    async with sender:
        await send(100)
        began = time.process_time()
        await send(told["count"])
        print(time.process_time() - began)


asyncio.run(main())
