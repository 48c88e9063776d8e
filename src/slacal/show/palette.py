"""The palette: colours by what they mean, in light and in dark, and the one stylesheet that each picture carries."""

from __future__ import annotations

import re
from typing import Final

# What a colour means: its value on light ground and on dark. As text, and as marks that matter, each keeps the
# contrast of WCAG AA against `ground`; `rule` and `closed` only part things.
ROLES: Final = {
    "ground": ("#ffffff", "#17191c"),
    "ink": ("#1d2126", "#e8eaed"),
    "faint": ("#5b6470", "#a3abb6"),
    "rule": ("#e1e5e9", "#33383f"),
    "closed": ("#eff1f4", "#24282d"),
    "open": ("#2a7189", "#62b2cb"),
    "counted": ("#2a7189", "#62b2cb"),
    "paused": ("#86681a", "#d3b05a"),
    "holiday": ("#8a4377", "#d99bc9"),
    "late": ("#b3402a", "#f2907a"),
    "warn": ("#8f5a08", "#e4ad4d"),
    "met": ("#2c6e3f", "#78c68d"),
    "breach": ("#b02a20", "#f4897d"),
}
_ALWAYS = ("ground", "ink", "faint", "rule")
_FRAME = (
    ".slacal{box-sizing:border-box;container-type:inline-size;min-width:16rem;max-width:47rem;"
    "margin:.5rem 0;"
    "padding:1.25rem 1.5rem 1.375rem;border:1px solid var(--rule);border-radius:10px;"
    "background:var(--ground);color:var(--ink);color-scheme:light dark;"
    "font:13px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;"
    "font-variant-numeric:tabular-nums;text-align:left;overflow-wrap:anywhere;print-color-adjust:exact}"
    ".slacal .head{font-size:16px;font-weight:600;line-height:1.35;margin:0;color:inherit}"
    ".slacal .sub,.slacal .note{margin:.125rem 0 0;color:var(--faint)}"
    ".slacal .part{font-size:13px;font-weight:600;margin:1.25rem 0 .375rem;color:inherit}"
    ".slacal svg{display:block;max-width:100%}"
    ".slacal table{width:100%;margin:.625rem 0 0;border:0!important;border-collapse:collapse;font:inherit;"
    "display:table;background:none}"
    ".slacal caption,.slacal .aside{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;"
    "clip-path:inset(50%);white-space:nowrap;border:0}"
    ".slacal tr,.slacal th,.slacal td{background:none!important;border:0;padding:.1875rem .75rem .1875rem 0;"
    "text-align:left;vertical-align:top;font-weight:400;color:inherit;min-width:0;max-width:none}"
    ".slacal tr>:last-child{padding-right:0}"
    ".slacal thead th{color:var(--faint)}"
    ".slacal .part+table{margin-top:.125rem}"
    ".slacal .cols :is(th,td):not(:last-child){width:1%;white-space:nowrap;padding-right:1.25rem}"
    ".slacal .num{text-align:right;white-space:nowrap}.slacal table+.note{margin-top:.5rem}"
    ".slacal .faint{color:var(--faint)}"
    "@media(max-width:30rem){.slacal{padding:1rem}}"
    "@container(max-width:26rem){.slacal .wide{display:none}.slacal :is(th,td){padding-right:.5rem}"
    ".slacal .cols :is(th,td):not(:last-child){width:auto;white-space:normal;padding-right:.75rem}}"
)
# The system decides between light and dark, unless the page says which of them it is.
_THEMES = (
    ":is([data-jp-theme-light=true],.vscode-light,[data-theme=light],[data-md-color-scheme=default]) .slacal"
    "{color-scheme:light}"
    ":is([data-jp-theme-light=false],.vscode-dark,[data-theme=dark],[data-md-color-scheme=slate]) .slacal"
    "{color-scheme:dark}"
)
_USED = re.compile(r"var\(--([a-z]+)\)")


def stylesheet(rules: str = "") -> str:
    """Return the style of a picture: its frame, its own `rules`, and the colours that these name, as ``var(--open)``.

    >>> "--open:light-dark(#2a7189,#62b2cb)" in stylesheet(".slacal .bar{fill:var(--open)}")
    True
    >>> "--late" in stylesheet()
    False
    """
    used = dict.fromkeys([*_ALWAYS, *_USED.findall(rules)])
    colours = ";".join(f"--{role}:light-dark({','.join(ROLES[role])})" for role in used)
    return f".slacal{{{colours}}}{_FRAME}{rules}{_THEMES}"
