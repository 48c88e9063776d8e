"""The endpoint of examples/policy_service.py: findings for a policy that reads, faults for one that does not."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

ROOT = Path(__file__).parents[2]
PROGRAM: dict[str, Any] = runpy.run_path(str(ROOT / "examples" / "policy_service.py"))
GOOD = """
name: Support
source: contract 7
effective_from: 2027-01-01
zone: Europe/Berlin
calendars: {desk: {week: "Mo-Fr 09:00-17:00", holidays: none}}
targets:
  answer:
    measures: first_response
    pause: never
    stop: agent_reply
    goals: [{within: 24 business hours}]
"""


def posted(document: str | bytes, name: str = "support.yaml", last: str = "2028-01-01") -> tuple[int, Any]:
    client = TestClient(PROGRAM["app"])
    answer = client.post(
        "/policies/check", params={"first": "2027-01-01", "last": last}, files={"file": (name, document)}
    )
    return answer.status_code, answer.json()


def test_a_policy_that_reads_gets_its_findings() -> None:
    # 24 hours of a desk that is open for eight a day are three days, and nobody says which were meant.
    status, answer = posted(GOOD)
    assert (status, answer["name"]) == (200, "Support")
    (finding,) = answer["findings"]
    assert (finding["level"], finding["code"]) == ("silent", "days-as-hours")
    assert finding["path"] == "targets.answer.goals[0].within"
    assert finding["value"] == "24 business hours"


def test_the_policy_is_shown_and_a_stranger_s_text_stays_text() -> None:
    status, answer = posted(GOOD.replace("name: Support", 'name: "<script>alert(1)</script>"'))
    assert (status, answer["name"]) == (200, "<script>alert(1)</script>")
    assert answer["html"].startswith("<figure ")
    assert "24 business hours" in answer["html"]
    assert "<script>" not in answer["html"]


def test_every_fault_of_a_policy_comes_back_as_data() -> None:
    status, answer = posted(GOOD.replace("24 business hours", "2 days").replace("pause: never", "puase: never"))
    assert status == 422
    stray, unclear = answer["faults"]
    assert (stray["code"], stray["path"]) == ("unknown-key", "targets.answer.puase")
    assert unclear == {
        "code": "unclear-amount",
        "path": "targets.answer.goals[0].within",
        "value": "2 days",
        "problem": "on line 12 does not say which days",
        "mend": "write '2 business days' or '2 calendar days'",
    }


@pytest.mark.parametrize(
    ("document", "name", "path", "value"),
    [
        ("name: Support", "support.exe", "format", "exe"),
        (b"\xff\xfe", "support.yaml", "policy", repr(b"\xff\xfe")),
        ('{"name": "x", "targets": 1e999}', "support.JSON", "targets", "inf"),
        ('{"name": "\\ud800", "targets": {}}', "support.json", "name", repr("\ud800")),
    ],
    ids=["another format", "not text", "no number of JSON", "half a character"],
)
def test_what_json_cannot_carry_comes_back_as_text(document: str | bytes, name: str, path: str, value: object) -> None:
    status, answer = posted(document, name)
    assert status == 422
    assert [answer["faults"][0][key] for key in ("path", "value")] == [path, value]


def test_dates_out_of_order_are_refused_by_name() -> None:
    status, answer = posted(GOOD, last="2026-01-01")
    assert (status, answer["faults"][0]["path"], answer["faults"][0]["value"]) == (422, "last", "2026-01-01")


def test_a_policy_may_have_a_mebibyte_and_no_more() -> None:
    assert posted(GOOD + "#\n" * 20_000)[0] == 200
    status, answer = posted("#" * 1_048_577)
    assert (status, answer["faults"][0]["code"]) == (422, "too-long")


def test_a_longer_request_is_not_read_to_its_end() -> None:
    read = 0

    def endless() -> Any:
        nonlocal read
        for _ in range(1_000):
            read += 65_536
            yield b"#" * 65_536

    form = {"content-type": "multipart/form-data; boundary=b"}
    answer = TestClient(PROGRAM["app"]).post("/policies/check", content=endless(), headers=form)
    assert answer.status_code == 413
    assert "1,100,000 bytes" in answer.json()["detail"]
