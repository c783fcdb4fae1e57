"""A real server for a journey: the command a practice runs, on a free port, with databases of its own."""

import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

from server.cli.installation import make_secrets
from server.config import from_environment
from server.web.house import House, open_house
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
# Another build than the tree's: for running journeys while the app is being worked on.
PHONE_BUILD = Path(os.environ.get("THROUGHLINE_PHONE_BUILD", ROOT / "pwa" / "dist"))
COMMAND = (sys.executable, "-m", "server.cli")
PATIENCE_S = 180


class Server:
    """One installation in ``folder``. It can be killed and started again on the same port, as often as a journey likes.

    ``urls`` are the addresses of its two databases, by name; new SQLite files in ``folder`` without. ``phone`` and
    ``desk`` are the two origins without a closing slash.
    """

    def __init__(self, folder: Path, urls: Mapping[str, str] | None = None, tls: bool = False) -> None:
        if not (PHONE_BUILD / "index.html").exists():
            raise FileNotFoundError("the phone app is not built: run '.ci/phone.sh build' first")
        self.folder = folder
        self.port = free_port()
        scheme = "https" if tls else "http"
        self.phone = f"{scheme}://app.localhost:{self.port}"
        self.desk = f"{scheme}://localhost:{self.port}"
        self._urls = urls or {tree: f"sqlite:///{folder / tree}.db" for tree in ("main", "keys")}
        self._tls = tls
        self._process: subprocess.Popen[bytes] | None = None
        make_secrets(folder / "secrets")

    @property
    def environment(self) -> dict[str, str]:
        """The settings, as ``docs/deploying.md`` lists them."""
        return {
            **os.environ,
            "THROUGHLINE_MAIN_URL": self._urls["main"],
            "THROUGHLINE_KEYS_URL": self._urls["keys"],
            "THROUGHLINE_PHONE_ORIGIN": self.phone,
            "THROUGHLINE_DESK_ORIGIN": self.desk,
            "THROUGHLINE_SECRETS": str(self.folder / "secrets"),
            "THROUGHLINE_LEDGER": str(self.folder / "ledger"),
            "THROUGHLINE_PHONE_BUILD": str(PHONE_BUILD),
            "THROUGHLINE_DEMO": "1",
        }

    def run(self, *arguments: str) -> str:
        """What ``throughline ARGUMENTS`` prints. Raises ``CalledProcessError``."""
        command = [*COMMAND, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    @contextmanager
    def house(self) -> Iterator[House]:
        """Its databases and keys, for what a journey needs but is not about."""
        house = open_house(from_environment(self.environment))
        try:
            yield house
        finally:
            house.main.close()
            house.keystore.database.close()

    def start(self) -> None:
        """Starts serving and waits until it answers. Raises ``RuntimeError`` with its log."""
        more = ["--tls"] if self._tls else []
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port), *more],
                cwd=ROOT,
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
        connection = self._connection()
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
    def pid(self) -> int:
        """The process that started all the others."""
        assert self._process is not None
        return self._process.pid

    @property
    def workers(self) -> list[int]:
        """The processes that serve right now."""
        listed = subprocess.run(["pgrep", "-P", str(self.pid)], capture_output=True, text=True, check=False)
        return [int(line) for line in listed.stdout.split()]

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.folder / "server.log"

    def _connection(self) -> HTTPConnection:
        if not self._tls:
            return HTTPConnection("127.0.0.1", self.port, timeout=5)
        anybody = ssl.create_default_context()
        anybody.check_hostname = False
        anybody.verify_mode = ssl.CERT_NONE
        return HTTPSConnection("127.0.0.1", self.port, timeout=5, context=anybody)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            os.killpg(process.pid, how)
            process.wait(PATIENCE_S)
        except ProcessLookupError:
            process.wait(PATIENCE_S)
