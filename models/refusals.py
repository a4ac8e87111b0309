"""How an action says no: what kind of refusal, a stable code, a sentence, and facts. Knows no HTTP."""

from collections.abc import Sequence
from typing import ClassVar

from models.rules.problems import Problem


class Refused(Exception):
    """An action that was not done; raised so that its transaction is rolled back.

    `code` is stable and may be shown to clients; `facts` are JSON-ready; `problems` point at fields of the input.
    """

    default_code: ClassVar[str] = "refused"

    def __init__(self, detail: str, *, code: str = "", problems: Sequence[Problem] = (), **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.default_code
        self.problems = tuple(problems)
        self.facts = facts


class NotThere(Refused):
    """It does not exist, or is gone."""

    default_code = "not_found"

    def __init__(self, detail: str = "There is no such thing", *, code: str = "") -> None:
        super().__init__(detail, code=code)


class NotYours(Refused):
    """The caller has no right to it; `code` says why."""

    default_code = "forbidden"


class NotNow(Refused):
    """The state of things does not permit it; `code` says what stands in the way."""

    default_code = "conflict"


class NotFit(Refused):
    """The input breaks a rule that only the domain knows."""

    default_code = "invalid"


class NotPaid(Refused):
    """The thing has a price; the facts say which."""

    default_code = "payment_required"
