"""Zone files made by hand (TZif, RFC 9636), for the tests of this folder."""

from __future__ import annotations

import struct

NOON = 1_780_315_200  # 2026-06-01T12:00Z
HOUR = 3_600


def zone_file(*changes: tuple[int, int], rule: str = "XXX0") -> bytes:
    """Return a zone file: instants in seconds since 1970 and the offset from each on, zero before; then the rule."""
    offsets = [0, *(offset for _, offset in changes)]
    types = b"".join(struct.pack(">lbB", offset, 0, 0) for offset in offsets)
    places = bytes(range(1, len(offsets)))

    def block(size: str) -> bytes:
        header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, len(changes), len(offsets), 4)
        return header + struct.pack(f">{len(changes)}{size}", *(at for at, _ in changes)) + places + types + b"XXX\0"

    return block("l") + block("q") + f"\n{rule}\n".encode()
