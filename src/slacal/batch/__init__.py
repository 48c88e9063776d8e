"""By the million: the questions of a calendar and a policy asked of whole columns, with the answers of each alone.

Needs ``slacal[batch]``: numpy and narwhals. Instants are ``datetime64`` or int64 microseconds, both UTC, or zone-aware
columns of pandas, polars or pyarrow; the answer is of the same kind, in the same unit and zone. What is missing stays
missing. Rows go by their place, whatever index they carry.
"""

from slacal.errors import MissingExtra

try:
    from slacal.batch.evaluating import LogResult, LogSummary, evaluate_log
    from slacal.batch.methods import register_methods
    from slacal.batch.promising import promises
    from slacal.batch.questions import add, add_business_days, elapsed, is_open, subtract
    from slacal.batch.record_batches import LogStep, PromisesStep
except ModuleNotFoundError as error:
    if error.name not in {"numpy", "narwhals"}:
        raise
    raise MissingExtra("slacal.batch", error.name, "is not installed", "pip install 'slacal[batch]'") from None

__all__ = [
    "LogResult", "LogStep", "LogSummary", "PromisesStep", "add", "add_business_days", "elapsed", "evaluate_log",
    "is_open", "promises", "register_methods", "subtract",
]  # fmt: skip
