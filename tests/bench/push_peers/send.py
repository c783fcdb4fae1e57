"""pywebpush: so many messages with so many in flight over one aiohttp session; prints the processor's seconds it took.

Run by the Python of its own environment, where pywebpush is installed and we are not.
"""

import asyncio
import json
import ssl
import sys
import time

import aiohttp
from py_vapid import Vapid02
from pywebpush import webpush_async


async def main() -> None:
    """Reads what to send from standard input."""
    told = json.load(sys.stdin)
    vapid, subscriptions = Vapid02.from_string(told["keys"]["privateKey"]), told["subscriptions"]
    context = ssl.create_default_context(cafile=told["authority"])

    async def send(session: aiohttp.ClientSession, many: int) -> None:
        numbers = iter(range(many))

        async def worker() -> None:
            for number in numbers:
                answer = await webpush_async(
                    subscriptions[number % len(subscriptions)],
                    told["payload"],
                    vapid_private_key=vapid,
                    vapid_claims={"sub": told["contact"]},
                    ttl=3600,
                    aiohttp_session=session,
                )
                answer.release()

        await asyncio.gather(*(worker() for _ in range(told["inFlight"])))

    connector = aiohttp.TCPConnector(limit=told["inFlight"], ssl=context)
    async with aiohttp.ClientSession(connector=connector) as session:
        await send(session, 100)
        began = time.process_time()
        await send(session, told["count"])
        print(time.process_time() - began)


asyncio.run(main())
