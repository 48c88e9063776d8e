"""An endpoint that checks an uploaded policy; with uvicorn: ``uvicorn examples.policy_service:app``."""

from __future__ import annotations

import json
import reprlib
from datetime import date  # noqa: TC003  # FastAPI reads the annotations
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from fastapi import FastAPI, HTTPException, Request, UploadFile
from fastapi.responses import JSONResponse

from slacal import BadDocument, Finding, Policy, SlacalError, show

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from slacal.documents import Format

MOST_BYTES = 1_100_000  # of a request: a policy has 1 MiB at most, and the form around it is small


class LimitedBody:
    """Stops reading a body that grows too long, whatever its headers promise, before it fills memory or a disk."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST_BYTES:
                raise HTTPException(413, f"the request is longer than {MOST_BYTES:,} bytes")
            return message

        await self.app(scope, counted, send)


app = FastAPI(title="Policies")
app.add_middleware(LimitedBody)


@app.post("/policies/check")
def check(file: UploadFile, first: date, last: date) -> JSONResponse:
    """Return the policy as HTML and what a review finds on [first, last); 422 with every fault if it cannot be read."""
    format_ = PurePath(file.filename or "").suffix.lower().lstrip(".").replace("yml", "yaml")
    policy = Policy.loads(file.file.read(), format=cast("Format", format_))  # any other suffix is refused there
    findings = [{"level": one.level, **as_data(one)} for one in policy.review(first, last)]
    return JSONResponse({"name": policy.name, "findings": findings, "html": str(show.policy(policy).html)})


@app.exception_handler(SlacalError)
def refused(_: Request, error: SlacalError) -> JSONResponse:
    """Return what is wrong with the policy, or with the dates or the file name, as data."""
    faults = error.faults if isinstance(error, BadDocument) else (error,)
    return JSONResponse({"faults": [as_data(fault) for fault in faults]}, 422)


def as_data(said: SlacalError | Finding) -> dict[str, Any]:
    return {
        "code": said.code,
        "path": said.field,
        "value": as_json(said.value),
        "problem": said.problem,
        "mend": said.mend,
    }


def as_json(value: object) -> object:
    """Return a value that JSON carries as it is, and any other as text: bytes that are not UTF-8, infinity."""
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError):
        return reprlib.repr(value)
    return value
