"""The command line of ``python -m db``."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import get_args

from db.cli import bookings, commands
from travel.booking.bookings import Status


def build_parser() -> ArgumentParser:
    """Every command sets ``run``: a coroutine of (arguments, places, console) that gives the exit code."""
    parser = ArgumentParser(prog="python -m db", description="Look after Tripwright's database.")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    verbs.add_parser("migrate", help="bring the schema up to date").set_defaults(run=commands.run_migrate)
    verbs.add_parser("reset", help="delete everything; asks first").set_defaults(run=commands.run_reset)
    for name, run, does in (
        ("backup", commands.run_backup, "write both databases into one .tar.gz"),
        ("restore", commands.run_restore, "put a backup in place of what is there"),
    ):
        verb = verbs.add_parser(name, help=does)
        verb.add_argument("file", type=Path, metavar="FILE")
        verb.set_defaults(run=run)
        if name == "restore":
            verb.add_argument("--yes", action="store_true", help="do not ask before data is overwritten")
    clean = verbs.add_parser("clean", help="forget old guests, travellers and what has expired")
    clean.add_argument("--guest-days", type=_positive, help="default: GUEST_RETENTION_DAYS")
    clean.add_argument("--passenger-days", type=_positive, help="default: PASSENGER_RETENTION_DAYS")
    clean.set_defaults(run=commands.run_clean)
    _add_bookings(verbs.add_parser("bookings", help="list, show and cancel bookings"))
    return parser


def _add_bookings(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = verbs.add_parser("list", help="the newest bookings")
    listing.add_argument("--status", choices=get_args(Status))
    listing.add_argument("--limit", type=_positive, default=50)
    listing.set_defaults(run=bookings.run_list)
    show = verbs.add_parser("show", help="one booking with its audit")
    show.add_argument("reference", metavar="REF")
    show.set_defaults(run=bookings.run_show)
    cancel = verbs.add_parser("cancel", help="cancel for the traveller; says the refund and asks")
    cancel.add_argument("reference", metavar="REF")
    cancel.add_argument("--yes", action="store_true", help="do not ask")
    cancel.set_defaults(run=bookings.run_cancel)


def _positive(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise ArgumentTypeError("must be a whole number above 0")
    return int(typed)
