"""The command line of ``python -m db``."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import get_args

from db.cli import bookings, commands, keys, outbox, people
from db.keys import SCOPES
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
    _add_people(verbs.add_parser("people", help="export and erase accounts"))
    _add_keys(verbs.add_parser("keys", help="make, list and revoke the keys of programs"))
    _add_outbox(verbs.add_parser("outbox", help="what waits to be sent, and what was given up"))
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


def _add_people(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    export = verbs.add_parser("export", help="everything that is kept of an account, as JSON")
    export.set_defaults(run=people.run_export)
    erase = verbs.add_parser("erase", help="forget an account; asks first")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    erase.set_defaults(run=people.run_erase)
    for verb in (export, erase):
        verb.add_argument("email", metavar="EMAIL")


def _add_keys(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    add = verbs.add_parser("add", help="make a key; it and its signing secret are shown once")
    add.add_argument("name", metavar="NAME", help="whose it is")
    add.add_argument("--scope", action="append", choices=SCOPES, required=True, help="what it may do; repeatable")
    add.add_argument("--callback", metavar="URL", help="where answers are sent to: https, or http on this machine")
    add.set_defaults(run=keys.run_add)
    verbs.add_parser("list", help="every key").set_defaults(run=keys.run_list)
    revoke = verbs.add_parser("revoke", help="let a key open nothing any more")
    revoke.add_argument("id", metavar="ID")
    revoke.set_defaults(run=keys.run_revoke)


def _add_outbox(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = verbs.add_parser("list", help="mails and callbacks that have not left, the oldest first")
    listing.add_argument("--dead", action="store_true", help="only those that were given up after a day")
    listing.add_argument("--limit", type=_positive, default=50)
    listing.set_defaults(run=outbox.run_list)
    retry = verbs.add_parser("retry", help="try one again now, also when it was given up")
    retry.add_argument("id", type=_positive, metavar="ID")
    retry.set_defaults(run=outbox.run_retry)


def _positive(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise ArgumentTypeError("must be a whole number above 0")
    return int(typed)
