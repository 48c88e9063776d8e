"""The columns of a log from the command line: a mapping file, options, or both; options win."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from slacal.cli.argument_types import delimiter
from slacal.documents import load
from slacal.errors import BadInput, WrongType
from slacal.formats.columns import Columns

if TYPE_CHECKING:
    import argparse

    from slacal.documents import Plain

_SINGLE = ("kind", "ticket", "at", "created")
_PAIRED = {"fact": "facts", "time": "times", "detail": "details"}


def add_column_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which column means what."""
    group = parser.add_argument_group("columns of the log (or a mapping file; options win)")
    group.add_argument("--mapping", metavar="FILE", help="a TOML, YAML or JSON file that says what this group says")
    group.add_argument(
        "--kind", choices=("events", "snapshots", "tickets"),
        help="a row is an event (default), a state of the ticket, or a ticket with a column for each event",
    )  # fmt: skip
    group.add_argument("--ticket", metavar="COLUMN", help="the ticket of a row (default: ticket)")
    group.add_argument("--at", metavar="COLUMN", help="the time of a row (default: at)")
    group.add_argument(
        "--event", metavar="[KIND=]COLUMN", action="append", default=[],
        help="the kind of event (default: event); in a log of tickets KIND=COLUMN, repeated",
    )  # fmt: skip
    group.add_argument("--created", metavar="COLUMN", help="in snapshots, the time of the ticket's creation")
    group.add_argument(
        "--fact", metavar="NAME[=COLUMN]", action="append", default=[],
        help="a fact of the ticket, repeated; without any, the facts that the policy reads, by their own names",
    )  # fmt: skip
    group.add_argument("--time", metavar="NAME[=COLUMN]", action="append", default=[], help="a fact that is an instant")
    group.add_argument("--detail", metavar="NAME[=COLUMN]", action="append", default=[], help="a detail of an event")
    group.add_argument(
        "--delimiter", metavar="MARK", type=delimiter, default=",",
        help="what parts the cells of CSV: ';' or tab (default: ,)",
    )  # fmt: skip


def columns_of(arguments: argparse.Namespace) -> Columns:
    """Return the columns that the options name. Raises: BadDocument, BadInput, OSError."""
    tree: dict[str, Plain] = {}
    if arguments.mapping:
        content = load(arguments.mapping).content
        if not isinstance(content, dict):
            raise WrongType(arguments.mapping, content, "is not a mapping", "write kind, ticket, at and so on as keys")
        tree = dict(content)
    for key in _SINGLE:
        if getattr(arguments, key) is not None:
            tree[key] = getattr(arguments, key)
    for option, key in _PAIRED.items():
        _merge(tree, key, dict(_pair(option, text) for text in getattr(arguments, option)))
    _add_events(tree, arguments.event)
    return Columns.from_dict(tree, arguments.mapping or "the options")


def _add_events(tree: dict[str, Plain], written: list[str]) -> None:
    if tree.get("kind") == "tickets":
        _merge(tree, "events", dict(_pair("event", text) for text in written))
    elif len(written) > 1:
        mend = "name one column, or say --kind tickets if each event has a column"
        raise BadInput("--event", written, "names several columns", mend)
    elif written:
        tree["event"] = written[0]


def _merge(tree: dict[str, Plain], key: str, more: dict[str, Plain]) -> None:
    if more:
        known = tree.get(key)
        tree[key] = {**known, **more} if isinstance(known, dict) else cast("Plain", more)


def _pair(option: str, text: str) -> tuple[str, Plain]:
    """Read ``name=column``, or ``name`` for a column of that name."""
    name, equals, column = text.partition("=")
    if not name.strip() or (equals and not column.strip()):
        raise BadInput(f"--{option}", text, "does not pair a name with a column", f"write --{option} name=column")
    return name.strip(), column.strip() if equals else name.strip()
