"""WebSocket framing (RFC 6455 §5.2) done once for many receivers."""

import struct

_SHORT, _MEDIUM = 126, 65_536


def text_frame(payload: bytes) -> bytes:
    """An unmasked, final text frame, as a server sends it."""
    size = len(payload)
    if size < _SHORT:
        return bytes((0x81, size)) + payload
    if size < _MEDIUM:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload


def close_frame(payload: bytes) -> bytes:
    """A close with at most 125 bytes: a code in two bytes, and a reason."""
    return bytes((0x88, len(payload))) + payload


def ping_frame(payload: bytes) -> bytes:
    """A ping with at most 125 bytes (RFC 6455 §5.5.2)."""
    return bytes((0x89, len(payload))) + payload
