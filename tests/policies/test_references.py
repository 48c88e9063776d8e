from __future__ import annotations

from slacal.policies.references import MOST_CIRCLES, reading_order, reference_faults


def story(uses: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the names of the only circle as they are told."""
    (fault,) = reference_faults(uses)
    return fault.problem.removeprefix("goes in a circle: ").split(" uses ")


def circle(names: str) -> dict[str, tuple[str, ...]]:
    return {name: (names[place - len(names) + 1],) for place, name in enumerate(names)}


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


def test_a_circle_is_told_in_the_direction_of_its_uses() -> None:
    uses = circle("abc")
    told = story(uses)
    assert [uses[name] for name in told[:-1]] == [(name,) for name in told[1:]]


def test_a_circle_of_eight_names_is_cut_short_and_one_of_seven_is_told_whole() -> None:
    seven, eight = story(circle("abcdefg")), story(circle("abcdefgh"))
    assert (len(seven), seven[0], set(seven)) == (8, seven[-1], set("abcdefg"))
    assert (len(eight), eight[-1], set(eight[:-1])) == (9, "...", set("abcdefgh"))


def test_no_name_is_told_twice_however_many_circles_go_through_it() -> None:
    found = reference_faults({"a": ("b", "c"), "b": ("a", "c"), "c": ("a",)})  # each of its three goes through a
    assert len({fault.field for fault in found}) == len(found)


def test_a_thousand_circles_are_not_all_told() -> None:
    assert len(reference_faults({f"a{n}": (f"a{n}",) for n in range(1_000)})) == MOST_CIRCLES


def test_using_one_name_often_counts_each_time() -> None:
    assert [fault.code for fault in reference_faults({"wide": ("x",) * 300, "x": ()})] == ["too-large"]
    assert reference_faults({"wide": ("x",) * 255, "x": ()}) == []  # 256 with its own
    assert [fault.field for fault in reference_faults({"wide": ("x",) * 256, "x": ()})] == ["wide"]


def test_what_grows_too_far_counts_as_one_name_where_it_is_used() -> None:
    # The outer name comes to 256: itself and 255 times the wide one, which is told already.
    wide = {"wide": ("x",) * 300, "x": ()}
    assert [fault.field for fault in reference_faults({**wide, "outer": ("wide",) * 255})] == ["wide"]
    assert [fault.field for fault in reference_faults({**wide, "outer": ("wide",) * 256})] == ["wide", "outer"]
    # 31 names around it, each of the next, are 32 inside each other.
    chain = {"n1": ("wide",), **{f"n{depth}": (f"n{depth - 1}",) for depth in range(2, 33)}}
    assert [fault.field for fault in reference_faults({**wide, **chain})] == ["wide", "n32"]
