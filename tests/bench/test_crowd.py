"""The load of the bench, against a server that says what it heard."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from bench.crowd import Crowd, Silence
from bench.measuring import p99, ratios


class Echo(socketserver.BaseRequestHandler):
    """Says everything again, in capitals; hangs up at `bye`."""

    def handle(self) -> None:
        while data := self.request.recv(4096):
            if data == b"bye":
                return
            self.request.sendall(data.upper())


@pytest.fixture
def port() -> Iterator[int]:
    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_each_socket_goes_through_its_script_and_every_answer_is_timed(port: int) -> None:
    crowd = Crowd(port)
    assert crowd.open(5, lambda n: [(b"one", b"ONE"), (f"two{n}".encode(), f"TWO{n}".encode())], window=2) > 0
    waits = crowd.ask_all([b"ask"] * 5, b"ASK")
    assert (len(crowd), len(waits)) == (5, 5)
    assert min(waits) > 0
    crowd.converse(12, iter([b"more"] * 12), b"MORE")
    crowd.close()


def test_a_server_that_hangs_up_is_noticed(port: int) -> None:
    crowd = Crowd(port)
    with pytest.raises(Silence):
        crowd.open(1, lambda _: [(b"bye", b"never")])
    crowd.close()


def test_ratios_are_taken_pair_by_pair() -> None:
    assert ratios([2.0, 9.0, 4.0], [1.0, 3.0, 2.0]) == [2.0, 3.0, 2.0]
    assert p99([float(n) for n in range(1, 101)]) == 100.0
