"""What only the operating system can show: the order of fsync and answer, and a disk that is full.

They need strace, and the right to mount a file system: run by ``make faults``.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import clock
from tests.cast import envelope
from tests.conftest import ENGINE
from tests.faults.phone import Gone, people
from tests.journeys.server import Server

pytestmark = pytest.mark.faults


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def durable_before_answer(trace: str) -> bool:
    """Whether in this trace the last write to a write-ahead log was made durable before the answer left.

    ``trace`` is strace's, with paths: pwrite64, fdatasync, fsync, send and sendto.
    """
    waiting = False
    answered = False
    for line in trace.splitlines():
        if "main.db-wal" in line and "pwrite64(" in line:
            waiting = True
        elif "main.db-wal" in line and ("fdatasync(" in line or "fsync(" in line):
            waiting = False
        elif "already_stored" not in line and '\\"outcome\\":\\"stored\\"' in line:
            answered = True
            if waiting:
                return False
    assert answered, "the trace shows no answer"
    return True


def traced(server: Server, folder: Path) -> str:
    """The system calls of all processes while one entry is stored."""
    _, (phone,) = people(server, 1)
    item = phone.sealer.seal(envelope(clock.now()))
    path = folder / "trace"
    calls = "trace=pwrite64,fdatasync,fsync,send,sendto,sendmsg,write"
    pids = ["-p", str(server.pid), *[part for pid in server.workers for part in ("-p", str(pid))]]
    tracer = subprocess.Popen(
        ["strace", "-f", "-y", "-s", "4000", "-e", calls, "-o", str(path), *pids],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    attached = 0
    while attached < len(pids) // 2:
        attached += "attached" in tracer.stderr.readline()
    assert phone.send([item]) == ["stored"]
    tracer.terminate()
    tracer.communicate()
    return path.read_text()


if ENGINE == "sqlite":

    def test_the_answer_leaves_after_the_log_is_on_disk(server: Server, tmp_path: Path) -> None:
        assert durable_before_answer(traced(server, tmp_path))

    def test_an_answer_before_the_fsync_would_be_noticed() -> None:
        early = '1 pwrite64(7</x/main.db-wal>, "", 24, 0) = 24\n1 sendto(9, "{\\"outcome\\":\\"stored\\"", 9) = 9\n'
        late = early.replace("1 sendto", "1 fdatasync(7</x/main.db-wal>) = 0\n1 sendto")
        assert not durable_before_answer(early)
        assert durable_before_answer(late)

    def test_a_full_disk_is_said_and_passes_without_a_restart(small_disk: Path) -> None:
        server = Server(small_disk)
        server.run("migrate")
        server.start()
        _, (phone,) = people(server, 1)
        (small_disk / "filling").write_bytes(b"")
        with (small_disk / "filling").open("ab", buffering=0) as filling:
            while True:
                try:
                    filling.write(bytes(4096))
                except OSError:
                    break
        batch = [phone.sealer.seal(envelope(clock.now())) for _ in range(100)]
        with pytest.raises(Gone):
            phone.send(batch)
        assert phone.statuses[-1] == 503
        (small_disk / "filling").unlink()
        assert phone.send(batch) == ["stored"] * 100
        server.kill()
