"""Every setting of the application, from the environment or `.env`; `.env.example` explains each."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(ValueError):
    """A setting is wrong; the message names it in one line."""


class Settings(BaseSettings):
    """What an operator may turn; the defaults run everything embedded on one machine."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    # Where things are
    gateway_host: str = "0.0.0.0"  # noqa: S104 -- the one public port
    gateway_port: int = Field(default=8000, ge=1, le=65535)
    engine_port: int = Field(default=5005, ge=1, le=65535)
    actions_port: int = Field(default=5055, ge=1, le=65535)
    models_dir: Path = Path("models")
    var_dir: Path = Path("var")
    catalogue_dir: Path = Path("data/catalogue/destinations")
    database_url: str = Field(default_factory=lambda given: f"sqlite:///{given['var_dir']}/tripwright.sqlite")
    engine_database_url: str = Field(default_factory=lambda given: f"sqlite:///{given['var_dir']}/engine.sqlite")
    redis_url: SecretStr | None = None
    public_url: str = ""
    allowed_origins: str = ""
    trusted_proxies: str = ""

    # Secrets; `make up` writes them into VAR_DIR/secrets.env
    engine_token: SecretStr = Field(min_length=16)
    actions_token: SecretStr = Field(min_length=16)
    server_secret: SecretStr | None = Field(default=None, min_length=16)

    # The operator
    brand_name: str = "Tripwright"
    brand_colour: str = Field(default="#0b6e69", pattern=r"^#[0-9a-fA-F]{6}$")
    welcome_text: str = Field(default="Where would you like to go?", max_length=300)
    default_locale: str = Field(default="en-GB", pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
    operator_contact: str = ""
    operator_hours: str = ""
    default_currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")

    # Limits
    rate_limit_per_minute: int | None = Field(default=None, ge=0)
    turn_timeout_seconds: float = Field(default=25, gt=0, le=120)
    offer_minutes: int = Field(default=30, ge=1, le=1440)
    hold_minutes: int = Field(default=15, ge=1, le=1440)
    guest_retention_days: int = Field(default=90, ge=1)
    passenger_retention_days: int = Field(default=365, ge=1)

    # Mail
    smtp_url: SecretStr | None = None
    mail_from: str = "Tripwright <trips@localhost>"
    mail_dir: Path = Field(default_factory=lambda given: given["var_dir"] / "mail")

    # Messengers; each is served when its token is set
    telegram_token: SecretStr | None = None
    telegram_api_url: str = Field(default="https://api.telegram.org", pattern=r"^https?://\S+[^/\s]$")
    telegram_webhook_secret: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = Field(default="https://slack.com/api", pattern=r"^https?://\S+[^/\s]$")

    log_level: str = Field(default="INFO", pattern=r"^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("public_url")
    @classmethod
    def _kind_of_address(cls, value: str) -> str:
        if value and not re.match(r"https?://[^\s/]", value, re.IGNORECASE):
            raise ValueError("must look like https://trips.example.org")
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _list_of_origins(cls, value: str) -> str:
        for one in _listed(value):
            if not re.fullmatch(r"https?://[a-z0-9.\-_\[\]:]+", one):
                raise ValueError(
                    f"must be origins such as https://www.example.org, with commas between; not {one[:60]}"
                )
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _list_of_networks(cls, value: str) -> str:
        for one in _listed(value):
            try:
                ip_network(one, strict=False)
            except ValueError:
                raise ValueError(
                    f"must be addresses or networks such as 10.0.0.0/8, with commas between; not {one[:60]}"
                ) from None
        return value

    @field_validator("redis_url")
    @classmethod
    def _kind_of_redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must be redis://host:6379/0, rediss://… or unix://…")
        return value

    @field_validator(
        "telegram_token",
        "telegram_webhook_secret",
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        mode="before",
    )
    @classmethod
    def _blank_is_none(cls, value: Any) -> Any:
        return value.strip() or None if isinstance(value, str) else value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _what_telegram_takes(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
            raise ValueError("must be 16 to 256 letters, digits, hyphens and underscores")
        return value

    @field_validator("database_url", "engine_database_url")
    @classmethod
    def _kind_of_database(cls, value: str) -> str:
        if not re.match(r"(sqlite(\+aiosqlite)?:///|postgres(ql)?(\+asyncpg)?://)\S", value):
            raise ValueError("must be sqlite:///path/to/file or postgresql://user@host/name")
        return value

    @property
    def trusted_origins(self) -> frozenset[str]:
        """Pages of others that may call with a traveller's cookie and read what is answered."""
        return _listed(self.allowed_origins)

    @property
    def is_public_https(self) -> bool:
        """Whether travellers reach us by TLS, so that cookies and HSTS may insist on it."""
        return self.public_url.lower().startswith("https://")

    @property
    def address(self) -> str:
        """Where people reach the assistant: the public address, else this machine."""
        return self.public_url or self.local_url

    @property
    def local_host(self) -> str:
        """Where programs on this machine connect to: an address that means all of them is reached as this machine."""
        return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.gateway_host, self.gateway_host)  # noqa: S104

    @property
    def local_url(self) -> str:
        """Where programs on this machine reach the gateway."""
        host = f"[{self.local_host}]" if ":" in self.local_host else self.local_host
        return f"http://{host}:{self.gateway_port}"

    @property
    def engine_url(self) -> str:
        return f"http://127.0.0.1:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}"


@lru_cache(maxsize=8)
def _listed(value: str) -> frozenset[str]:
    return frozenset(part.strip() for part in value.split(",") if part.strip())


class _Where(BaseSettings):
    """The one setting that says where a file with other settings lies."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    var_dir: Path = Path("var")


def load_settings(**given: Any) -> Settings:
    """Read the environment, `.env` and the secrets; ``given`` wins over all of them.

    Raises SettingsError that names the first wrong setting, or the file that cannot be read.
    """
    try:
        return Settings(_env_file=(_Where().var_dir / "secrets.env", ".env"), **given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {_plain(first['msg'])}") from error
    except OSError as error:
        raise SettingsError(f"{error.filename}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(".env is not a text in UTF-8") from error


def load_without_secrets() -> Settings:
    """The settings for commands that need no process's token, and work before these have been made."""
    unused = SecretStr("not needed by this command")
    return load_settings(engine_token=unused, actions_token=unused)


def _plain(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]}"


def main() -> int:
    """Say whether the settings are right; 2 after the one line that says what is wrong."""
    try:
        load_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
