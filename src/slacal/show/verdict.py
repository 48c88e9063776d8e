"""Verdict: how a cycle stands, as a sign, a word and a colour, so that none of them is the only one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.stage import Outcome, Stage
from slacal.show.markup import Markup, element

if TYPE_CHECKING:
    from slacal.engine.cycle import Cycle
    from slacal.engine.explain import Explanation
    from slacal.show.words import Tongue

Tone: TypeAlias = Literal["met", "breach", "warn", "ink", "faint"]
_OF_OUTCOME: dict[Outcome, tuple[str, Tone]] = {
    Outcome.MET: ("✓", "met"),
    Outcome.BREACHED: ("✗", "breach"),
    Outcome.NONE: ("–", "faint"),
}
_OF_STAGE: dict[Stage, tuple[str, Tone]] = {Stage.RUNNING: ("▸", "ink"), Stage.PAUSED: ("‖", "warn")}
RULES = (
    ".slacal .is{display:inline-block;white-space:nowrap;font-weight:600;border-radius:4px}"
    ".slacal .is i{font-style:normal;display:inline-block;width:1.2em}"
    ".slacal .is.met{color:var(--met)}.slacal .is.breach{color:var(--breach)}.slacal .is.warn{color:var(--warn)}"
    ".slacal .is.faint{color:var(--faint)}"
)


class Verdict(NamedTuple):
    """A sign and a word of how it stands, and the stage where the word does not say it."""

    sign: str
    word: str
    tone: Tone
    stage: str = ""

    @property
    def text(self) -> str:
        """The verdict on one line."""
        return f"{self.sign} {self.word}" + (f", {self.stage}" if self.stage else "")

    def drawn(self) -> Markup:
        """Return the sign and the word in the colour of the tone."""
        sign = element("i", self.sign, aria_hidden="true")
        return element("span", sign, self.word, class_=f"is {self.tone}")


def verdict(seen: Cycle | Explanation, tongue: Tongue) -> Verdict:
    """Return how a cycle stands: its outcome, or while that is open its stage."""
    stage = tongue.language.worded(str(seen.stage), "stage")
    if seen.outcome is Outcome.OPEN:
        sign, tone = _OF_STAGE.get(seen.stage, ("○", "faint"))
        return Verdict(sign, stage, tone)
    missed = seen.outcome is Outcome.BREACHED and seen.commitment == "objective"
    sign, tone = _OF_OUTCOME[seen.outcome]
    word = tongue.language.worded("missed" if missed else str(seen.outcome), "outcome")
    said = "" if seen.stage is Stage.COMPLETED else stage
    return Verdict(sign, word, "warn" if missed else tone, said)
