"""A gunicorn of our own configuration, for as long as it is needed."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
START_WITHIN = 60  # seconds
NOT_FOR_SERVERS = {"DEBUG", "DEMO", "BENCH_DATABASES"}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Server:
    """Serves one database as in production; stopped when the block is left."""

    def __init__(self, database_url: str, *, processes: int = 2) -> None:
        self.port = free_port()
        added = {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": database_url,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": str(processes),
        }
        ours = {name: value for name, value in os.environ.items() if name not in NOT_FOR_SERVERS}
        self.environment = ours | added

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )
        latest = time.monotonic() + START_WITHIN
        while time.monotonic() < latest and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise SystemExit("Tjeneren kom ikke i gang.")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def memory_mb(self) -> float | None:
        """What the largest worker holds in memory, pages it shares with the others included."""
        try:
            workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            return max(resident_mb(Path(f"/proc/{worker}/status").read_text()) for worker in workers)
        except (OSError, ValueError):
            return None  # not Linux


def resident_mb(status: str) -> float:
    """
    >>> resident_mb("Name: gunicorn\\nVmRSS:    104857 kB\\nThreads: 5\\n")
    107.4
    """
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return round(int(line.split()[1]) * 1024 / 1e6, 1)
