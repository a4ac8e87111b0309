"""What becomes of a password that somebody chooses: checked against the rule, then hashed."""

from models.rules.passwords import PasswordRefusal, password_refusal
from server.auth import Auth
from server.common_passwords import common_passwords
from server.errors import FieldError, Invalid

_WHY = {
    PasswordRefusal.LENGTH: "must have 8 to 256 characters",
    PasswordRefusal.COMMON: "is one of the passwords that everybody tries first",
    PasswordRefusal.PERSONAL: "must not be your name or address",
}


async def hash_new_password(auth: Auth, password: str, *personal: str, field: str = "password") -> str:
    """The hash of a new password; `personal` are its owner's address and name. Raises Invalid."""
    if refusal := password_refusal(password, common=common_passwords(), personal=personal):
        raise Invalid(
            f"The password {_WHY[refusal]}", errors=[FieldError(("body", field), refusal.value, _WHY[refusal])]
        )
    return await auth.passwords.hash(password)
