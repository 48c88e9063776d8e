from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from slacal.engine.limits import OpenTime
from slacal.errors import BadDocument
from slacal.policies.policy import Policy
from slacal.policies.versions import editions_of
from slacal.policies.written import frozen

HOUR = 3_600_000_000
DOCUMENT: dict[str, Any] = {
    "name": "Support",
    "zone": "Europe/Moscow",
    "calendars": {"office": {"week": "Mo-Fr 10:00-19:00"}, "desk": {"week": "Mo-Su 08:00-20:00"}},
    "calendar": "office",
    "definitions": {"urgent": {"priority": 1}},
    "targets": {
        "answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]},
        "fix": {"measures": "resolution", "goals": [{"when": "urgent", "within": "16 business hours"}]},
    },
    "rules": {"breach": "at", "pin": "latest"},
}
QUICKER = {"answer": {"measures": "first_response", "goals": [{"within": "4 business hours"}]}}


def later(*changes: dict[str, Any], **more: Any) -> Policy:
    return Policy.from_dict({**DOCUMENT, **more, "then": list(changes)})


def faults(*changes: Any, **more: Any) -> list[str]:
    with pytest.raises(BadDocument) as refused:
        later(*changes, **more)
    return [fault.field for fault in refused.value.faults]


def test_each_name_replaces_its_namesake_and_the_others_stay() -> None:
    policy = later({"from": "2027-01-01", "targets": QUICKER, "version": "2", "rules": {"breach": None}})
    (version,) = policy.terms.later
    assert version.since == int(datetime(2026, 12, 31, 21, tzinfo=UTC).timestamp()) * 1_000_000  # midnight in Moscow
    assert [target.name for target in version.terms.targets] == ["answer", "fix"]
    assert version.terms.targets[0].goals[0].limit == OpenTime(4 * HOUR, "4 business hours")
    assert version.terms.targets[1].goals[0].limit == policy.terms.targets[1].goals[0].limit
    assert (version.terms.version, policy.terms.version) == ("2", "")
    assert (version.terms.rules.breach, version.terms.rules.pin) == ("after", "latest")


def test_versions_build_on_each_other() -> None:
    first, second = later(
        {"from": "2027-01-01", "targets": QUICKER}, {"from": "2028-01-01", "targets": {"fix": None}}
    ).terms.later
    assert [len(version.terms.targets) for version in (first, second)] == [2, 1]
    assert second.terms.targets == first.terms.targets[:1]
    assert second.terms.later == first.terms.later == ()


def test_any_other_key_is_replaced_whole() -> None:
    tree = frozen({**DOCUMENT, "then": [{"from": "2027-01-01", "assumptions": ["b"], "calendar": None}]})
    (edition,) = editions_of({**tree, "assumptions": ("a",)})
    assert edition.tree["assumptions"] == ("b",)
    assert "calendar" not in edition.tree
    assert "then" not in edition.tree


def test_a_mapping_of_another_key_is_replaced_whole_too() -> None:
    scope = {"rows": "tier", "columns": "service", "table": {"free": "excluded"}}
    change = {"from": "2027-01-01", "scope": scope}
    policy = later(change, scope={**scope, "excluded": {"convert": "paid works"}})
    (version,) = policy.terms.later
    assert policy.terms.scope is not None
    assert version.terms.scope is not None
    assert (policy.terms.scope.converts, version.terms.scope.converts) == ("paid works", "")


def test_a_policy_with_versions_round_trips() -> None:
    policy = later({"from": "2027-01-01", "targets": QUICKER, "calendars": {"desk": None}})
    assert Policy.from_dict(policy.to_dict()) == policy
    assert Policy.from_dict(policy.to_dict()).terms == policy.terms
    assert Policy(**policy.to_dict()).terms == policy.terms


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ([], ["then"]),
        ([5, {"targets": QUICKER}], ["then[0]", "then[1].from"]),
        ([{"from": "soon", "version": "2"}], ["then[0].from"]),
        ([{"from": "2027-01-01"}], ["then[0]"]),
        ([{"from": "2027-01-01", "version": "2"}, {"from": "2026-01-01", "version": "3"}], ["then[1].from"]),
        ([{"from": "2027-01-01", "effective_from": "2027-01-01"}], ["then[0].effective_from"]),
        ([{"from": "2027-01-01", "versoin": "2"}], ["then[0].versoin"]),
        ([{"from": "2027-01-01", "targets": {"fxi": None}}], ["then[0].targets.fxi"]),
        ([{"from": "2027-01-01", "targets": {"fix": {"measures": "resolution", "goals": [{"within": "2 days"}]}}}],
         ["then[0].targets.fix.goals[0].within"]),
        ([{"from": "2027-01-01", "calendars": {"office": None}}], ["then[0].calendar"]),  # the default one is gone
        ([{"from": "2027-01-01", "definitions": {"urgent": None}}], ["then[0].targets.fix.goals[0].when"]),
        ([{"from": "2027-01-01", "targets": {"fix": None, "answer": None}}], ["then[0].targets"]),
        ([{"from": "2027-01-01", "rules": {"breach": "on"}, "zone": "Mars"}], ["then[0].rules.breach", "then[0].zone"]),
        ([{"from": "2027-01-01", "calendars": "desk"}], ["then[0].calendars", "then[0].calendar"]),  # no office is left
    ],
)  # fmt: skip
def test_every_fault_of_a_version_has_its_path(changes: list[Any], fields: list[str]) -> None:
    assert sorted(faults(*changes)) == sorted(fields)


def test_after_a_hundred_faults_no_later_version_is_read() -> None:
    wrong = {"from": "2027-01-01", "zone": "Mars"}
    assert faults(wrong, assumptions=[5])[-1] == "then[0].zone"
    many = faults(wrong, definitions={"urgent": {"priority": 1}, **{f"d{number}": 5 for number in range(100)}})
    assert (len(many), [field for field in many if field.startswith("then")]) == (100, [])


def test_a_fault_that_the_versions_inherit_is_told_once_where_it_stands() -> None:
    assert faults({"from": "2027-01-01", "version": "2"}, assumptions=[5]) == ["assumptions[0]"]
    wrong, more = {"from": "2027-01-01", "assumptions": [5]}, {"from": "2028-01-01", "version": "2"}
    assert faults(wrong, more) == ["then[0].assumptions[0]"]


def test_a_fault_that_a_version_mends_and_a_later_one_brings_back_is_told_once_where_it_stands() -> None:
    goal = {"within": "8 business hours", "calendar": "night"}  # which is there in 2027 alone
    come = {"from": "2027-01-01", "calendars": {"night": {"week": "24/7"}}}
    gone = {"from": "2028-01-01", "calendars": {"night": None}}
    targets = {"answer": {"measures": "first_response", "goals": [goal]}}
    assert faults(come, gone, targets=targets) == ["targets.answer.goals[0].calendar"]


def test_a_fault_in_all_versions_is_told_in_each_that_says_it() -> None:
    wrong = {"answer": {"measures": "first_response", "goals": [{"within": "4 hours"}]}}
    change = {"from": "2027-01-01", "targets": wrong}
    path = "targets.answer.goals[0].within"
    assert faults(change, targets=wrong) == [path, f"then[0].{path}"]


def test_a_fault_in_a_key_that_is_replaced_whole_is_told_again() -> None:
    scope = {"columns": "service", "table": {"free": "excluded"}}  # no rows, now as before
    assert faults({"from": "2027-01-01", "scope": scope}, scope=scope) == ["scope.rows", "then[0].scope.rows"]


def test_dates_of_versions_need_a_zone() -> None:
    document = {"name": "S", "targets": {"it": {"measures": "resolution", "goals": [{"within": "1 calendar hour"}]}}}
    for more in ({"effective_from": "2026-01-01"}, {"then": [{"from": "2027-01-01", "version": "2"}]}):
        with pytest.raises(BadDocument) as refused:
            Policy.from_dict({**document, **more})
        assert [fault.code for fault in refused.value.faults] == ["no-zone"]


def test_nothing_is_promised_before_a_policy_is_in_force() -> None:
    terms = Policy.from_dict({**DOCUMENT, "effective_from": "2026-01-01"}).terms
    assert terms.effective_from == int(datetime(2025, 12, 31, 21, tzinfo=UTC).timestamp()) * 1_000_000
    assert Policy.from_dict(DOCUMENT).terms.effective_from is None
    assert faults({"from": "2027-01-01", "version": "2"}, effective_from="2026-02-30") == ["effective_from"]


def test_versions_of_a_large_document_have_a_bound() -> None:
    goals = [{"when": {"priority": number}, "within": "8 business hours"} for number in range(2_000)]
    many = [{"from": f"{year}-01-01", "version": str(year)} for year in range(2030, 2070)]
    assert faults(*many, targets={"fix": {"measures": "resolution", "goals": goals}}) == ["then"]


def test_versions_come_to_a_hundred_thousand_values_at_most() -> None:
    versions = [{"from": "2027-01-01", "version": "b"}, {"from": "2028-01-01", "version": "c"}]

    def read(assumptions: int) -> int:
        return len(editions_of(frozen({"then": versions, "assumptions": ["a"] * assumptions})))

    # The document, two lists and two versions of two texts are 9 values; two times 50,000 are a hundred thousand.
    assert read(49_991) == 2
    assert read(49_992) == 0


def test_fifty_versions_are_read() -> None:
    policy = later(*({"from": f"{year}-01-01", "version": str(year)} for year in range(2027, 2077)))
    assert [version.terms.version for version in policy.terms.later] == [str(year) for year in range(2027, 2077)]


def test_a_version_says_only_those_of_its_targets_that_it_names() -> None:
    (edition,) = editions_of(frozen({**DOCUMENT, "then": [{"from": "2027-01-01", "version": "b", "targets": QUICKER}]}))
    assert edition.says("targets.answer.goals[0]")
    assert edition.says("targets")
    assert not edition.says("targets.fix.goals[0]")
    assert not edition.says("rules.pin")
