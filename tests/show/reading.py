"""Displays read as XML: what reads so is well-formed."""

from __future__ import annotations

from xml.etree import ElementTree as ET


def tree_of(html: str) -> ET.Element:
    """Return the element that a display is. Raises: ParseError for what is not well-formed."""
    return ET.fromstring(html)  # noqa: S314 - our own text, without a document type
