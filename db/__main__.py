"""``python -m db``: what goes wrong is said in one line, with exit code 1, or 2 for a wrong setting."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Sequence

from rich.console import Console
from sqlalchemy.exc import DBAPIError

from db.archive import BackupError
from db.cli.context import places_from_settings
from db.cli.parser import build_parser
from db.postgres_tools import ToolError
from settings import SettingsError
from travel.errors import NoSuchBooking, NotCancellable


def main(typed: Sequence[str] | None = None) -> int:
    """Run one command, of this process's command line unless ``typed``, and give its exit code."""
    arguments = build_parser().parse_args(typed)
    complaints = Console(stderr=True, highlight=False)
    try:
        code: int = asyncio.run(arguments.run(arguments, places_from_settings(), Console()))
        return code
    except KeyboardInterrupt:
        return 130
    except EOFError:
        complaints.print("No answer, so nothing was done.")
    except SettingsError as error:
        complaints.print(str(error), markup=False)
        return 2
    except NoSuchBooking as error:
        complaints.print(f"There is no booking {error}.")
    except NotCancellable:
        complaints.print("This booking cannot be cancelled: its journey has begun, or it was never confirmed.")
    except sqlite3.Error as error:
        complaints.print(f"The database refused: {error}.")
    except DBAPIError as error:
        complaints.print(f"The database refused: {error.orig}. Has it been migrated? (python -m db migrate)")
    except (BackupError, ToolError, OSError, ValueError) as error:
        complaints.print(str(error), markup=False)
    return 1


if __name__ == "__main__":
    sys.exit(main())
