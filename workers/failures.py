"""How work fails: for now, or for good. Any other exception is a bug; it is logged with its stack and tried again."""


class Transient(Exception):
    """Something outside did not answer; the same work may succeed later."""


class Permanent(Exception):
    """It cannot succeed, however often it is tried."""
