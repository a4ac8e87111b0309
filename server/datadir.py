"""The folder that holds everything this machine keeps: one run owns it at a time."""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from server.orphans import Register

LONGEST_SOCKET_FOLDER = 80
"""Bytes; the path of a Unix socket ends at about 100 on every system (sun_path in unix(7))."""
SERVERS = ("valkey", "postgres")
LOG_BYTES = 5_000_000
ORPHAN_SECONDS = 20.0
TRAVERSE = stat.S_IXGRP | stat.S_IXOTH


class Occupied(Exception):
    """Another run uses this folder now."""


@dataclass(frozen=True, slots=True)
class DataDir:
    """A claimed (or only looked at) data folder and the user who owns the servers' files in it.

    `uid` and `gid` are set when we are root: PostgreSQL refuses to run as root, so `nobody` runs the servers.
    """

    path: Path
    uid: int | None = None
    gid: int | None = None

    @property
    def run(self) -> Path:
        """Notes about what runs."""
        return self.path / "run"

    @property
    def sockets(self) -> Path:
        """The short private folder of the Unix sockets."""
        return Path((self.run / "sockets").read_text("utf-8"))

    def log(self, name: str) -> Path:
        """The log file of one server; it starts anew when it has grown large."""
        file = self.path / "logs" / f"{name}.log"
        if file.exists() and file.stat().st_size > LOG_BYTES:
            file.replace(file.with_suffix(".log.1"))
        return file

    def own_folder(self, folder: Path) -> Path:
        """Make a folder that only the servers' user may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        return folder


@contextlib.contextmanager
def claim(path: Path, *, say: Callable[[str], None] = lambda _: None) -> Iterator[DataDir]:
    """Own the data folder for the length of the block; raises Occupied. `say` hears what had to be changed.

    What a killed run left running is ended first. The claim is a lock of the kernel: it ends with our process, however that ends.
    """
    path = path.absolute()
    for folder in (path, path / "run", path / "logs"):
        folder.mkdir(parents=True, exist_ok=True)
    with (path / "lock").open("ab+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(f"Another Lectern uses {path}: stop it, or choose another folder with DATA_DIR") from None
        place = _prepared(path, say)
        _end_orphans(place)
        try:
            yield place
        finally:
            shutil.rmtree(place.sockets, ignore_errors=True)


def look(path: Path) -> DataDir:
    """The data folder of a run that is going on, without claiming it."""
    return DataDir(path.absolute())


def _prepared(path: Path, say: Callable[[str], None]) -> DataDir:
    place = DataDir(path, *_servers_user(path))
    if place.uid is not None:
        open_way(path, say)
    _socket_folder(place)
    return place


def _servers_user(path: Path) -> tuple[int, int] | tuple[None, None]:
    """Who runs the servers: ourselves, or, for root, whoever owns the data already, or nobody."""
    if os.geteuid() != 0:
        return None, None
    cluster = path / "postgres"
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def open_way(path: Path, say: Callable[[str], None]) -> None:
    """Let other users pass (not list) the folders down to this one: the servers do not run as root."""
    for folder in (path, *path.parents):
        mode = folder.stat().st_mode
        if mode & TRAVERSE != TRAVERSE:
            folder.chmod(mode | TRAVERSE)
            say(f"{folder}: other users may now pass through; the private database does not run as root")


def _socket_folder(place: DataDir) -> None:
    """Use the folder of the run before if it is still ours; else make a new one. Its name is kept in the data folder."""
    note = place.run / "sockets"
    if note.exists() and _is_private(known := Path(note.read_text("utf-8")), place.uid):
        for stale in known.iterdir():
            stale.unlink(missing_ok=True)
        return
    base = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="lectern-", dir=base if len(base) <= LONGEST_SOCKET_FOLDER - 20 else "/tmp"))  # noqa: S108 - mkdtemp makes a private folder
    if place.uid is not None and place.gid is not None:
        os.chown(folder, place.uid, place.gid)
    note.write_text(str(folder), "utf-8")


def _is_private(folder: Path, uid: int | None) -> bool:
    """Whether it is a folder (no link) of the servers' user that nobody else may enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    owner = os.geteuid() if uid is None else uid
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and not stat.S_IMODE(found.st_mode) & 0o077


def _end_orphans(place: DataDir) -> None:
    """End what a killed run left behind, the ones that use the servers before the servers; takes seconds at most."""
    register = Register(place.run)
    orphans = register.orphans()
    servers = {name: orphans.pop(name) for name in SERVERS if name in orphans}
    for group in (orphans, servers):
        _end(list(group.values()))
    register.clear()


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        # To all of our children SIGINT means: end in order, and do not wait for clients.
        _send(process, signal.SIGINT)
    _, alive = psutil.wait_procs(processes, timeout=ORPHAN_SECONDS)
    for process in alive:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=ORPHAN_SECONDS)


def _send(process: psutil.Process, number: signal.Signals) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)
