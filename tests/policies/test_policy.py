from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from slacal import show
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.errors import BadDocument, BadInput, UnknownName, WrongType
from slacal.policies.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

    from slacal.engine.tracker import Tracker

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DOCUMENT: dict[str, Any] = {
    "name": "Support",
    "source": "contract.pdf",
    "version": "3",
    "assumptions": ["the zone is not named"],
    "zone": "UTC",
    "definitions": {"urgent": {"priority": [1, "2"]}},
    "calendars": {"office": {"week": "Mo-Fr 09:00-17:00"}},
    "targets": {
        "first answer": {"measures": "first_response", "goals": [{"when": "urgent", "within": "1 business hour"}]},
        "fix": {"measures": "resolution", "goals": [{"within": "2 business days"}]},
    },
}
THREE_FAULTS = """\
name: Support
zone: Europe/Berlin
calendars:
  office: {week: "Mo-Fr 9-17"}
calendar: ofice
targets:
  fix:
    measures: resolution
    goals:
      - {within: 24 hours}
"""
TEN_FAULTS = """\
name: Support
zone: Europe/Moskow
warnings: [75%]
definitions:
  busy: {not: wating}
calendars:
  office: {week: "Mo-Fr 09:00-17:00", holidays: XX, zone: UTC}
assumptions:
  - the source: names no zone
targets:
  fix:
    measures: resolutoin
    goals:
      - {when: {}, within: 2 days}
      - {at: due_date, edge: far}
rules: {breach: later}
"""


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(BadDocument) as refused:
        Policy.loads(text)
    return [(fault.field, fault.problem) for fault in refused.value.faults]


def without(*keys: str, **more: Any) -> dict[str, Any]:
    return {**{key: value for key, value in DOCUMENT.items() if key not in keys}, **more}


# -- reading -----------------------------------------------------------------------------------------------------------


def test_a_policy_with_three_faults_reports_all_three_with_their_paths_and_lines() -> None:
    assert faults(THREE_FAULTS) == [
        ("calendars.office.week", "on line 4 has no minutes (character 7)"),
        ("calendar", "on line 5 is not a calendar of this policy"),
        ("targets.fix.goals[0].within", "on line 10 does not say which hours"),
    ]


def test_a_policy_with_ten_faults_reports_all_ten_in_the_order_of_the_document() -> None:
    assert [field for field, _ in faults(TEN_FAULTS)] == [
        "zone",
        "warnings",
        "definitions.busy.not",
        "calendars.office.holidays",
        "assumptions[0]",
        "targets.fix.measures",
        "targets.fix.goals[0].when",
        "targets.fix.goals[0].within",
        "targets.fix.goals[1].edge",
        "rules.breach",
    ]


def test_a_list_item_that_yaml_read_as_a_mapping_is_to_be_quoted() -> None:
    with pytest.raises(BadDocument) as refused:
        Policy.loads(TEN_FAULTS)
    (fault,) = [fault for fault in refused.value.faults if fault.field == "assumptions[0]"]
    assert fault.mend == 'put it in quotes: "the source: names no zone"'


def test_a_file_is_read_by_its_suffix_and_named_in_its_faults(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.yaml"
    good.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    bad.write_text(THREE_FAULTS, encoding="utf-8")
    assert Policy.load(good) == Policy.from_dict(DOCUMENT)
    with pytest.raises(BadDocument, match="3 faults") as refused:
        Policy.load(bad)
    assert refused.value.field == str(bad)
    with pytest.raises(UnknownName):
        Policy.load(tmp_path / "policy.txt")


def test_yaml_json_and_toml_say_the_same() -> None:
    yaml = "name: S\nzone: UTC\ntargets: {fix: {measures: resolution, goals: [{within: 1 calendar day}]}}"
    toml = 'name = "S"\nzone = "UTC"\n[targets.fix]\nmeasures = "resolution"\ngoals = [{within = "1 calendar day"}]'
    tree = {
        "name": "S",
        "zone": "UTC",
        "targets": {"fix": {"measures": "resolution", "goals": [{"within": "1 calendar day"}]}},
    }
    assert Policy.loads(yaml) == Policy.loads(toml, format="toml") == Policy.loads(json.dumps(tree), format="json")


@pytest.mark.parametrize("tree", [None, [], "Support", 5, [DOCUMENT]])
def test_what_is_no_mapping_is_no_policy(tree: Any) -> None:
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(tree)
    assert [type(fault) for fault in refused.value.faults] == [WrongType]


def test_what_is_no_plain_data_is_refused_with_its_path() -> None:
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict({**DOCUMENT, "assumptions": [{1, 2}], "calendar": object()})
    assert [fault.field for fault in refused.value.faults] == ["assumptions[0]", "calendar"]


def test_a_policy_has_a_name_and_promises_something() -> None:
    assert [field for field, _ in faults("{}")] == ["name", "targets"]
    assert [field for field, _ in faults("{name: ' ', targets: {}}")] == ["name", "targets"]


def test_a_policy_is_in_force_from_a_date() -> None:
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(without(effective_from="soon"))
    assert [(fault.field, fault.problem) for fault in refused.value.faults] == [("effective_from", "is not a date")]


def test_plain_data_may_hold_dates() -> None:
    week = {"rota": ["Mo-Fr 09:00-17:00"], "anchor": date(2026, 1, 5)}
    days = {date(2026, 12, 31): "off"}
    policy = Policy.from_dict(without("calendars", calendars={"office": {"week": week, "special_days": days}}))
    assert policy.to_dict()["calendars"]["office"]["special_days"] == {"2026-12-31": "off"}


# -- the value ---------------------------------------------------------------------------------------------------------


def test_to_dict_gives_back_what_was_written() -> None:
    policy = Policy.from_dict(DOCUMENT)
    assert policy.to_dict() == DOCUMENT
    assert Policy.from_dict(policy.to_dict()) == policy
    assert policy.model_dump() == DOCUMENT
    assert Policy.loads(policy.model_dump_json(), format="json") == policy


def test_a_policy_is_a_value() -> None:
    one, same = Policy.from_dict(DOCUMENT), Policy.from_dict(copy.deepcopy(DOCUMENT))
    other = Policy.from_dict(without("version"))
    assert (one == same, hash(one) == hash(same), one != other) == (True, True, True)
    assert {one, same, other} == {one, other}
    assert eval(repr(one), {"Policy": Policy}) == one  # noqa: S307  # what a repr is for
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # our own bytes
    assert copy.copy(one) is copy.deepcopy(one) is one
    assert (str(one), str(other)) == ("Support (3): first answer, fix", "Support: first answer, fix")


def test_a_policy_is_told_from_others_by_its_hash_and_equals_nothing_else() -> None:
    one, other = Policy.from_dict(DOCUMENT), Policy.from_dict(without("version"))
    assert hash(one) != hash(other)
    assert (one == DOCUMENT, one == str(one)) == (False, False)


def test_one_and_true_are_not_the_same_promise() -> None:
    ones, truths = (Policy.from_dict(without(definitions={"urgent": {"priority": value}})) for value in (1, True))
    assert ones != truths


def test_nothing_changes_a_policy() -> None:
    written = copy.deepcopy(DOCUMENT)
    policy = Policy.from_dict(written)
    written["targets"].clear()
    policy.to_dict()["targets"].clear()
    with pytest.raises(ValidationError):
        policy.name = "Other"
    with pytest.raises(TypeError):
        policy.targets["other"] = policy.targets["fix"]
    assert policy.to_dict() == DOCUMENT


def test_a_copy_with_changes_is_checked_and_compiled_anew() -> None:
    policy = Policy.from_dict(DOCUMENT)
    faster = policy.model_copy(
        update={"targets": {"fix": {"measures": "resolution", "goals": [{"within": "1 business day"}]}}}
    )
    assert [faster.promises(MONDAY)[name].goal for name in faster.targets] == ["1 business day"]
    renamed = policy.model_copy(update={"targets": {"repair": policy.targets["fix"]}})
    assert [target.name for target in renamed.terms.targets] == ["repair"]
    assert policy.model_copy(update={"definitions": {"urgent": {"priority": 9}}}).terms != policy.terms
    with pytest.raises(BadDocument):
        policy.model_copy(update={"verison": "4"})
    with pytest.raises(BadDocument):
        policy.model_copy(update={"calendars": {}})
    assert policy.model_copy() == policy


def test_a_policy_built_past_its_checks_is_checked_when_it_is_used() -> None:
    assert Policy.model_construct(**DOCUMENT).terms == Policy.from_dict(DOCUMENT).terms
    wrong = Policy.model_construct(**without("targets", targets={"fix": {"measures": "resolutoin", "goals": []}}))
    with pytest.raises(BadDocument):
        wrong.promises(MONDAY)


# -- pydantic ----------------------------------------------------------------------------------------------------------


def test_pydantic_reads_a_policy_too() -> None:
    policy = Policy.from_dict(DOCUMENT)
    assert Policy.model_validate(DOCUMENT) == Policy(**DOCUMENT) == policy
    assert Policy.model_validate_json(json.dumps(DOCUMENT)) == policy
    assert Policy.model_validate(policy) is policy
    assert Policy(**DOCUMENT).terms == policy.terms
    with pytest.raises(TypeError, match="strictly"):  # options are pydantic's own
        Policy.model_validate(DOCUMENT, strictly=True)


def test_the_cause_of_pydantics_error_is_ours() -> None:
    wrong = without("targets", targets={"fix": {"measures": "resolution", "goals": [{"within": "2 days"}]}}, nmae="x")
    with pytest.raises(ValidationError) as refused:
        Policy.model_validate(wrong)
    assert [line["loc"] for line in refused.value.errors()] == [("targets", "fix", "goals", 0, "within"), ("nmae",)]
    assert isinstance(refused.value.__cause__, BadDocument)
    assert [fault.field for fault in refused.value.__cause__.faults] == ["targets.fix.goals[0].within", "nmae"]


def test_what_an_option_of_pydantics_own_refuses_has_no_cause_of_ours() -> None:
    class Ours(Policy):
        seats: int

    told = {**DOCUMENT, "seats": "7"}
    assert Ours.model_validate(told).seats == 7
    with pytest.raises(ValidationError) as refused:
        Ours.model_validate(told, strict=True)  # a text is no number then
    assert [line["loc"] for line in refused.value.errors()] == [("seats",)]
    assert refused.value.__cause__ is None


def test_a_key_that_a_model_of_ones_own_does_not_know_is_named_by_its_whole_path() -> None:
    class Contact(BaseModel):
        model_config = ConfigDict(extra="forbid")
        mail: str

    class Ours(Policy):
        UX: str = ""
        contact: Contact | None = None

    assert Ours.from_dict({**DOCUMENT, "UX": "calm", "contact": {"mail": "desk@example.org"}}).UX == "calm"
    with pytest.raises(BadDocument) as refused:
        Ours.from_dict({**DOCUMENT, "contact": {"mail": "desk@example.org", "phoen": 1}})
    (fault,) = refused.value.faults
    assert (fault.field, str(fault)) == ("contact.phoen", "contact.phoen=1 is an unknown key; leave it out")


def test_a_policy_is_a_field_of_a_users_model() -> None:
    class Customer(BaseModel):
        name: str
        policy: Policy

    customer = Customer.model_validate({"name": "acme", "policy": DOCUMENT})
    assert customer.policy == Policy.from_dict(DOCUMENT)
    assert Customer.model_validate(customer.model_dump()) == customer
    with pytest.raises(ValidationError) as refused:
        Customer.model_validate({"name": "acme", "policy": without("name")}, context={"of": "theirs"})
    assert [line["loc"] for line in refused.value.errors()] == [("policy", "name")]


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("queue", [{"by": ["due"]}, {"by": ["tier"], "when": {"tier": "gold"}}]),
        ("usage", [{"unit": "request"}, {"unit": "request", "when": {"tier": "gold"}}]),
    ],
)
def test_a_rule_for_all_before_others_is_a_fault_of_the_document(key: str, written: list[Any]) -> None:
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(without(**{key: written}))
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [(f"{key}[0]", "unreachable")]
    assert len(Policy.from_dict(without(**{key: written[::-1]})).to_dict()[key]) == 2


def test_a_rule_of_usage_for_all_stands_ahead_of_those_of_another_unit() -> None:
    policy = Policy.from_dict(without(usage=[{"unit": "request"}, {"unit": "hour", "of": "fix"}]))
    assert [rule.unit for rule in policy.terms.usage] == ["request", "hour"]


def test_a_goal_that_names_its_calendar_needs_none_of_its_target_and_one_that_cannot_be_read_asks_for_none() -> None:
    two = {"office": {"week": "Mo-Fr 09:00-17:00"}, "desk": {"week": "Mo-Fr 08:00-20:00"}}

    def faults(*goals: Any) -> list[str]:
        with pytest.raises(BadDocument) as refused:
            Policy.from_dict(without(calendars=two, targets={"fix": {"measures": "resolution", "goals": list(goals)}}))
        return [fault.field for fault in refused.value.faults]

    named = {"within": "4 business hours", "calendar": "desk"}
    told = without(calendars=two, targets={"fix": {"measures": "resolution", "goals": [named]}})
    assert Policy.from_dict(told).promises(MONDAY, {})["fix"].due_at == MONDAY.replace(hour=13)
    assert faults({"within": "4 business hours"}) == ["targets.fix.calendar"]
    assert faults("4 business hours") == ["targets.fix.goals[0]"]


# -- terms -------------------------------------------------------------------------------------------------------------


def test_terms_carry_what_the_document_says_of_itself() -> None:
    terms = Policy.from_dict(without(rules={"breach": "at"})).terms
    assert (terms.name, terms.source, terms.version) == ("Support", "contract.pdf", "3")
    assert (terms.assumptions, terms.zone, terms.rules.breach) == (("the zone is not named",), "UTC", "at")
    assert [target.name for target in terms.targets] == ["first answer", "fix"]


def test_terms_are_compiled_once() -> None:
    policy = Policy.from_dict(DOCUMENT)
    assert policy.terms is policy.terms


def test_being_open_at_the_very_due_is_late_only_where_the_rule_says_so() -> None:
    goal = {"measures": "resolution", "goals": [{"within": "1 calendar hour"}]}
    created = History("T-1", [Event(MONDAY, "created")])
    for breach, outcome in (("after", "open"), ("at", "breached")):
        policy = Policy.from_dict(without("targets", targets={"fix": goal}, rules={"breach": breach}))
        assert policy.evaluate(created, as_of=MONDAY + timedelta(hours=1))["fix"].outcome == outcome


@pytest.mark.parametrize(
    ("zones", "zone"),
    [(["Asia/Tokyo"], "Asia/Tokyo"), (["Asia/Tokyo", "Asia/Tokyo"], "Asia/Tokyo"), (["Asia/Tokyo", "UTC"], "UTC")],
)
def test_dates_are_those_of_the_calendars_where_the_policy_names_no_zone(zones: list[str], zone: str) -> None:
    calendars = {f"c{n}": {"week": "Mo-Fr 09:00-17:00", "zone": one} for n, one in enumerate(zones)}
    assert Policy.from_dict(without("zone", "calendars", calendars=calendars, calendar="c0")).terms.zone == zone


def test_a_calendar_that_is_made_of_others_has_dates_in_their_zone() -> None:
    calendars = {
        "office": {"week": "Mo-Fr 09:00-17:00", "zone": "Asia/Tokyo"},
        "lunch": {"week": "Mo-Fr 12:00-13:00", "zone": "Asia/Tokyo"},
        "working": {"base": "office", "minus": ["lunch"]},
    }
    policy = Policy.from_dict(without("zone", "calendars", calendars=calendars, calendar="working"))
    assert policy.terms.zone == "Asia/Tokyo"


# -- questions ---------------------------------------------------------------------------------------------------------


def test_a_ticket_is_evaluated() -> None:
    # Monday 09:00, urgent: an answer by 10:00; two business days later is Wednesday's closing
    created = Event(MONDAY, "created", {"priority": 2, "status": "new"})
    replied = Event(MONDAY + timedelta(minutes=30), "agent_reply")
    ticket = History("T-1", [created, replied])
    result = Policy.from_dict(DOCUMENT).evaluate(ticket, as_of=MONDAY + timedelta(hours=2))
    assert (result.ticket, result["first answer"].outcome) == ("T-1", "met")
    assert result["fix"].due_at == datetime(2026, 11, 25, 17, tzinfo=UTC)


def test_only_a_history_is_evaluated() -> None:
    policy = Policy.from_dict(DOCUMENT)
    wrong: Any = [Event(MONDAY, "created")]
    with pytest.raises(WrongType):
        policy.evaluate(wrong, as_of=MONDAY)
    with pytest.raises(TypeError):
        policy.evaluate(History("T-1"), MONDAY)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # the question must say as_of
    with pytest.raises(BadInput):
        policy.evaluate(History("T-1"), as_of=datetime(2026, 11, 23))


def test_promises_are_in_the_zone_of_the_creation() -> None:
    tokyo = MONDAY.astimezone(ZoneInfo("Asia/Tokyo"))
    due = Policy.from_dict(DOCUMENT).promises(tokyo, {"priority": "1"})["first answer"].due_at
    assert str(due) == "2026-11-23 19:00:00+09:00"


def test_a_promise_that_depends_on_facts_may_be_none() -> None:
    promised = Policy.from_dict(DOCUMENT).promises(MONDAY)
    assert (promised["first answer"].due_at, promised["first answer"].reason) == (None, "no_goal")
    assert list(promised) == ["first answer", "fix"]


def test_a_creation_without_a_zone_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        Policy.from_dict(DOCUMENT).promises(datetime(2026, 11, 23))
    assert refused.value.field == "created_at"


def test_a_tracker_knows_what_the_ticket_is_about() -> None:
    policy = Policy.from_dict(without(entitlements={"free": {"start": "key_registered", "lasts": "3 months"}}))
    key = History("key 7", [Event(MONDAY - timedelta(days=10), "key_registered")])
    created = Event(MONDAY, "created", {"status": "new"})

    def stage(tracker: Tracker) -> str:
        return str(tracker.after(created).at(MONDAY)["fix"].stage)

    stored = policy.track("T-1").to_dict()
    assert (stage(policy.track("T-1", about=[key])), stage(policy.track("T-1"))) == ("running", "not_covered")
    assert (stage(policy.resume(stored, about=[key])), stage(policy.resume(stored))) == ("running", "not_covered")


def test_a_notebook_shows_a_policy_as_show_draws_it() -> None:
    policy = Policy.from_dict(DOCUMENT)
    assert policy._repr_html_() == show.policy(policy).html
