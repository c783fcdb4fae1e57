"""Runs the push service beside a test that is not asyncio."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from tests.push_service.service import PushService


@contextmanager
def running(service: PushService, *, port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[PushService]:
    """Listens on loopback until the block ends."""
    loop, started = asyncio.new_event_loop(), threading.Event()
    service.loop = loop
    runner = web.AppRunner(service.app, access_log=None, shutdown_timeout=0)

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls)
        await site.start()
        taken = runner.addresses[0][1]
        service.origin = f"{'https' if tls else 'http'}://localhost:{taken}"

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.call_soon(started.set)
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run, name="push service", daemon=True)
    thread.start()
    assert started.wait(10), "the push service did not start"
    try:
        yield service
    finally:
        service.release()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
