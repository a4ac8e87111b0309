"""Bytes that no client of good will sends: to the HTTP port, and to a socket that has been upgraded."""

from typing import Final

HOST: Final = b"Host: localhost\r\n"
JSON: Final = b"Content-Type: application/json\r\n"
LOGIN: Final = b"POST /api/v1/auth/login HTTP/1.1\r\n" + HOST

REQUESTS: Final[dict[str, bytes]] = {
    "nothing but line ends": b"\r\n\r\n\r\n\r\n",
    "zeroes": b"\x00" * 64,
    "a TLS hello": bytes.fromhex("16030100c8010000c40303") + b"\x5a" * 64,
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a method of no letters": b"\xff\xfe / HTTP/1.1\r\n" + HOST + b"\r\n",
    "an unknown method": b"BREW /api/v1/health HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long method": b"A" * 9000 + b" / HTTP/1.1\r\n" + HOST + b"\r\n",
    "no version": b"GET /api/v1/health\r\n\r\n",
    "a version of the future": b"GET /api/v1/health HTTP/9.9\r\n" + HOST + b"\r\n",
    "a version without a number": b"GET /api/v1/health HTTP/x.y\r\n" + HOST + b"\r\n",
    "no host": b"GET /api/v1/health HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
    "a host of nonsense": b"GET /api/v1/health HTTP/1.1\r\nHost: [::bad]:x:y/../\r\n\r\n",
    "an absolute target": b"GET http://evil.example/api/v1/health HTTP/1.1\r\n" + HOST + b"\r\n",
    "an absolute target with a broken port": b"GET http://h:99999999/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "an absolute target with broken brackets": b"GET http://[::1/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "a target that climbs": b"GET /static/../../../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    "a target that climbs in disguise": b"GET /static/%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    "a NUL in the target": b"GET /api/v1/courses/%00 HTTP/1.1\r\n" + HOST + b"\r\n",
    "half an escape in the target": b"GET /api/v1/courses?limit=%f HTTP/1.1\r\n" + HOST + b"\r\n",
    "bytes that are no UTF-8 in the target": b"GET /api/v1/courses/%c3%28%ff HTTP/1.1\r\n" + HOST + b"\r\n",
    "a target of 20 kB": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a header of 70 kB": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Long: " + b"a" * 70_000 + b"\r\n\r\n",
    "40,000 headers": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Many: 1\r\n" * 40_000 + b"\r\n",
    "a header without a colon": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"nonsense\r\n\r\n",
    "a header without a name": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b": empty\r\n\r\n",
    "a space before the colon": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Space : 1\r\n\r\n",
    "a folded header": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Fold: a\r\n b\r\n\r\n",
    "a NUL in a header": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Nul: a\x00b\r\n\r\n",
    "a lone CR in a header": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Cr: a\rb\r\n\r\n",
    "a token of nonsense": b"GET /api/v1/users/me HTTP/1.1\r\n" + HOST + b"Authorization: Bearer \xff\xfe..\r\n\r\n",
    "an authorization of another kind": b"GET /api/v1/users/me HTTP/1.1\r\n"
    + HOST
    + b"Authorization: Basic !!\r\n\r\n",
    "cookies of nonsense": b"GET / HTTP/1.1\r\n" + HOST + b'Cookie: a="\\; \xff=; ==;;\r\n\r\n',
    "a negative length": LOGIN + JSON + b"Content-Length: -1\r\n\r\n{}",
    "a length of nonsense": LOGIN + JSON + b"Content-Length: 0x10\r\n\r\n{}",
    "a length beyond all numbers": LOGIN + JSON + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n{}",
    "two lengths": LOGIN + JSON + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
    "a length and chunks": LOGIN + JSON + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks in disguise": LOGIN + JSON + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks twice": LOGIN + JSON + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a chunk of a negative size": LOGIN + JSON + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
    "a chunk of a size of nonsense": LOGIN + JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a chunk that is longer than it says": LOGIN + JSON + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{}}}\r\n0\r\n\r\n",
    "an encoding we do not speak": LOGIN + JSON + b"Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
    "a charset that is none": LOGIN + b"Content-Type: application/json; charset=\xff\r\nContent-Length: 2\r\n\r\n{}",
    "a body that is no JSON": LOGIN + JSON + b"Content-Length: 3\r\n\r\n{\xff}",
    "an expectation": LOGIN + JSON + b"Expect: wonders\r\nContent-Length: 2\r\n\r\n{}",
    "an upgrade to nothing": b"GET /ws HTTP/1.1\r\n" + HOST + b"Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
    "a socket without a key": b"GET /ws HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "a socket of another version": b"GET /ws HTTP/1.1\r\n"
    + HOST
    + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 7\r\n\r\n",
    "two requests, the second broken": b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"\r\nGET\x00\r\n\r\n",
}
"""What a request may look like. None may be answered with 5xx, nor end the server."""

MASK: Final = b"\x01\x02\x03\x04"


def masked(payload: bytes) -> bytes:
    """As a client must send it (RFC 6455 §5.3)."""
    return bytes(byte ^ MASK[place % 4] for place, byte in enumerate(payload))


FRAMES: Final[dict[str, bytes]] = {
    "text without a mask": b"\x81\x02{}",
    "a reserved bit": b"\xc1\x82" + MASK + masked(b"{}"),
    "an unknown kind": b"\x83\x82" + MASK + masked(b"{}"),
    "an unknown control frame": b"\x8b\x80" + MASK,
    "a ping of 126 bytes": b"\x89\xfe\x00\x7e" + MASK + masked(b"x" * 126),
    "a ping in two parts": b"\x09\x80" + MASK,
    "a continuation of nothing": b"\x80\x82" + MASK + masked(b"{}"),
    "a second text inside the first": b"\x01\x81" + MASK + masked(b"{") + b"\x81\x81" + MASK + masked(b"}"),
    "a length of 2^63": b"\x81\xff\x80\x00\x00\x00\x00\x00\x00\x00" + MASK,
    "a length of 2^62 and nothing more": b"\x81\xff\x40\x00\x00\x00\x00\x00\x00\x00" + MASK,
    "text that is no UTF-8": b"\x81\x82" + MASK + masked(b"\xc3\x28"),
    "text with a lone surrogate": b"\x81\x83" + MASK + masked(b"\xed\xa0\x80"),
    "a close of one byte": b"\x88\x81" + MASK + masked(b"\x03"),
    "a close with a code of nonsense": b"\x88\x82" + MASK + masked(b"\x00\x01"),
    "a close with a reason that is no UTF-8": b"\x88\x84" + MASK + masked(b"\x03\xe8\xc3\x28"),
    "half a frame": b"\x81\xfe\x10",
    "plain HTTP": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "noise": bytes(range(256)) * 8,
}
"""What may come over a line that has become a WebSocket. None may end the server or harm another socket."""

HARMLESS: Final = frozenset(
    {"nothing but line ends", "no version", "a host of nonsense", "an absolute target", "cookies of nonsense"}
)
"""Requests that need no refusal: nothing is asked, or what is wrong decides nothing."""
