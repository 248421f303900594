"""E-mail addresses as they are kept and compared."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from travel.errors import BadEmail

MAX_ADDRESS = 254
"""What a mail server takes (RFC 5321)."""


def tidy_email(typed: str) -> str:
    """The address in small letters, its domain in ASCII: two spellings of one address become the same.

    The part before the @ is lower-cased as well: no provider of any size tells its letters apart. No server is asked.
    Raises BadEmail.
    """
    try:
        parts = validate_email(typed.strip(), check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as error:
        raise BadEmail(str(error)) from None
    address = (parts.ascii_email or "").lower()
    if not address or len(address) > MAX_ADDRESS:
        raise BadEmail("the address is too long")
    return address
