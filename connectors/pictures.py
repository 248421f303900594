"""Pictures of cards for messengers, which fetch them by themselves."""

from __future__ import annotations


def reachable(image: str | None, site: str) -> str | None:
    """The address at which everybody gets a picture over https, None where there is none.

    ``site`` is where our own pictures are reached, whose addresses begin with a slash; "" when only we reach them.
    """
    if image is None:
        return None
    address = f"{site.rstrip('/')}{image}" if image.startswith("/") and not image.startswith("//") else image
    return address if address.lower().startswith("https://") else None
