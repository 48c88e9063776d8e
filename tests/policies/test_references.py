from __future__ import annotations

from slacal.policies.references import MOST_CIRCLES, reading_order, reference_faults


def test_names_are_read_after_those_that_they_use() -> None:
    order = reading_order({"a": ("b", "c"), "b": ("c",), "c": (), "d": ("unknown",)})
    assert set(order) == {"a", "b", "c", "d"}
    assert order.index("c") < order.index("b") < order.index("a")


def test_each_circle_is_told_once_with_its_story() -> None:
    found = reference_faults({"a": ("b",), "b": ("a",), "c": ("c",), "d": ("a",)})
    assert {fault.problem for fault in found} <= {
        "goes in a circle: a uses b uses a", "goes in a circle: b uses a uses b", "goes in a circle: c uses c",
    }  # fmt: skip
    assert len(found) == 2


def test_a_thousand_circles_are_not_all_told() -> None:
    assert len(reference_faults({f"a{n}": (f"a{n}",) for n in range(1_000)})) == MOST_CIRCLES


def test_using_one_name_often_counts_each_time() -> None:
    assert [fault.code for fault in reference_faults({"wide": ("x",) * 300, "x": ()})] == ["too-large"]
    assert reference_faults({"wide": ("x",) * 255, "x": ()}) == []  # 256 with its own
    assert [fault.field for fault in reference_faults({"wide": ("x",) * 256, "x": ()})] == ["wide"]
