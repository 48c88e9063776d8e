"""The ground: text to plain data.

YAML, JSON and TOML become the same plain trees (dicts, lists, text, numbers, booleans, None), capped in size and
depth, with the line of each value where the parser tells it. Times and dates stay text in all three, so whoever reads
a tree reads one spelling. What a document says is for the floors above.
"""

from __future__ import annotations

from slacal.documents.loading import Format, load, loads
from slacal.documents.path import path_text
from slacal.documents.tree import Document, Lines, Plain, text_at

__all__ = ["Document", "Format", "Lines", "Plain", "load", "loads", "path_text", "text_at"]
