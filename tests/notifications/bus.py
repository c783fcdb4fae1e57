"""A D-Bus session bus of a test's own, so that no desktop of this machine is touched and none is needed."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing is started on demand: who is on this bus was put there by the test.
CONFIGURATION = """
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """The address of a bus that lives as long as the block; its socket and log lie in ``folder``.

    Raises ``RuntimeError`` with what the daemon said when it does not start.
    """
    configuration, log = folder / "bus.conf", folder / "bus.log"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    with log.open("wb") as said:
        daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    try:
        assert daemon.stdout is not None
        if not (address := daemon.stdout.readline().strip()):
            raise RuntimeError(f"the bus did not start: {log.read_text()}")
        yield address
    finally:
        daemon.terminate()
        daemon.communicate()
