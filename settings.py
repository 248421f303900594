"""Every setting of the application, from the environment or `.env`; `.env.example` explains each."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(ValueError):
    """A setting is wrong; the message names it in one line."""


class Settings(BaseSettings):
    """What an operator may turn; the defaults run everything embedded on one machine."""

    model_config = SettingsConfigDict(
        env_file=("var/secrets.env", ".env"), env_ignore_empty=True, extra="ignore", frozen=True
    )

    # Where things are
    gateway_host: str = "0.0.0.0"  # noqa: S104 -- the one public port
    gateway_port: int = Field(default=8000, ge=1, le=65535)
    engine_port: int = Field(default=5005, ge=1, le=65535)
    actions_port: int = Field(default=5055, ge=1, le=65535)
    models_dir: Path = Path("models")
    var_dir: Path = Path("var")
    catalogue_dir: Path = Path("data/catalogue/destinations")
    database_url: str = "sqlite:///var/tripwright.sqlite"
    engine_database_url: str = "sqlite:///var/engine.sqlite"
    public_url: str = ""

    # Secrets; `make up` writes the first two into var/secrets.env when they are not given
    engine_token: SecretStr = Field(min_length=16)
    actions_token: SecretStr = Field(min_length=16)

    # The operator
    brand_name: str = "Tripwright"
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
    mail_dir: Path = Path("var/mail")

    log_level: str = Field(default="INFO", pattern=r"^(DEBUG|INFO|WARNING|ERROR)$")

    @property
    def address(self) -> str:
        """Where people reach the assistant: the public address, else this machine."""
        return self.public_url or f"http://127.0.0.1:{self.gateway_port}"

    @property
    def engine_url(self) -> str:
        return f"http://127.0.0.1:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}"


def load_settings() -> Settings:
    """Read the environment and `.env`. Raises SettingsError that names the first wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {first['msg'].lower()}") from error
