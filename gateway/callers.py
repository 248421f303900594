"""Who somebody at the door is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Caller:
    """``user`` is the account, None for a guest; ``token`` opens the session, so it is never shown or logged."""

    user: str | None = None
    token: str | None = field(default=None, repr=False)
    by_cookie: bool = False

    @property
    def session(self) -> str | None:
        """A name of the session that opens nothing; None where there is none."""
        return None if self.token is None else hashlib.sha256(self.token.encode()).hexdigest()


GUEST = Caller()
