"""Whether a text is an e-mail address, and how it is spelt."""

from email_validator import EmailNotValidError, validate_email

EMAIL_LONGEST = 254


def address(text: str) -> str:
    """An e-mail address in its normal spelling (RFC 5321, RFC 6531). Raises ValueError for anything else."""
    if len(text) > EMAIL_LONGEST:
        raise ValueError("is too long for an e-mail address")
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise ValueError("must be an e-mail address") from error
    if "." not in found.domain:
        raise ValueError("must be an e-mail address with a full domain")
    return found.normalized
