"""A real server for a journey: the command a practice runs, on a free port, with databases of its own."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[2]
PHONE_BUILD = ROOT / "pwa" / "dist"
COMMAND = str(Path(sys.executable).with_name("throughline"))
PATIENCE_S = 20


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One installation in ``folder``. It can be killed and started again on the same port, as often as a journey likes.

    ``phone`` and ``desk`` are the two origins without a closing slash.
    """

    def __init__(self, folder: Path, demo: bool = True) -> None:
        if not (PHONE_BUILD / "index.html").exists():
            raise FileNotFoundError("the phone app is not built: run '.ci/phone.sh build' first")
        self.folder = folder
        self.port = free_port()
        self.phone = f"http://app.localhost:{self.port}"
        self.desk = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._demo = demo
        _make_secrets(folder / "secrets")

    @property
    def environment(self) -> dict[str, str]:
        """The settings, as ``docs/deploying.md`` lists them."""
        return {
            **os.environ,
            "THROUGHLINE_MAIN_URL": f"sqlite:///{self.folder / 'main.db'}",
            "THROUGHLINE_KEYS_URL": f"sqlite:///{self.folder / 'keys.db'}",
            "THROUGHLINE_PHONE_ORIGIN": self.phone,
            "THROUGHLINE_DESK_ORIGIN": self.desk,
            "THROUGHLINE_SECRETS": str(self.folder / "secrets"),
            "THROUGHLINE_LEDGER": str(self.folder / "ledger"),
            "THROUGHLINE_PHONE_BUILD": str(PHONE_BUILD),
            "THROUGHLINE_DEMO": "1" if self._demo else "",
        }

    def run(self, *arguments: str) -> str:
        """What ``throughline ARGUMENTS`` prints. Raises ``CalledProcessError``."""
        command = [COMMAND, *arguments]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def start(self) -> None:
        """Starts serving and waits until it answers. Raises ``RuntimeError`` with its log."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--port", str(self.port)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_S
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"the server did not start: {self.log.read_text()}")
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether somebody there speaks HTTP."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{self.port}"})
            connection.getresponse().read()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    def stop(self) -> None:
        """Ends it as Ctrl-C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Ends it with everything it was just doing, as a power cut does."""
        self._end(signal.SIGKILL)

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.folder / "server.log"

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            os.killpg(process.pid, how)
            process.wait(PATIENCE_S)
        except ProcessLookupError:
            process.wait(PATIENCE_S)


def _make_secrets(folder: Path) -> None:
    """Three secret files as an operator makes them."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    for name in ("forms", "audit", "kek-1"):
        path = folder / name
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
