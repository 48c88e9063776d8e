"""Due dates and open time in DuckDB: columns leave as an Arrow table, and come back with answers.

    python examples/duckdb_columns.py

A function of one's own in SQL (``create_function``) would be called for every 2,048 rows, and a call costs as much as
some ten thousand rows; so columns are asked as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from slacal import Calendar, Policy, batch

HERE = Path(__file__).parent
LOG = HERE / "data" / "incident_events_2016.csv.gz"
POLICY = Policy.load(HERE / "demo" / "servicenow.yaml")
OFFICE = Calendar.weekly("Mo-Fr 08:00-18:00", zone="UTC")

# Each row of the log is a state of an incident; the slice is the first ones, and a ticket is its first state.
TICKETS = """
SELECT number, arg_min(priority, sys_mod_count) AS priority,
       min(opened_at)::TIMESTAMPTZ AS opened_at, max(resolved_at)::TIMESTAMPTZ AS resolved_at
FROM (FROM read_csv($log) LIMIT $rows) GROUP BY number ORDER BY number
"""
BY_PRIORITY = """
SELECT priority, count(*) AS tickets, count(*) FILTER (resolved_at > resolution_due_at) AS late,
       median(date_part('epoch', open_time) / 3600) AS hours
FROM judged WHERE resolved_at IS NOT NULL GROUP BY priority ORDER BY priority
"""


def judged_tickets(db: duckdb.DuckDBPyConnection, rows: int) -> Any:
    """Return, as an Arrow table, the tickets in so many rows of the log, when they were due, and their open time."""
    tickets = db.sql(TICKETS, params={"log": str(LOG), "rows": rows}).to_arrow_table()
    judged = batch.promises(tickets, POLICY, created="opened_at", facts=["priority"])
    return judged.append_column("open_time", batch.elapsed(OFFICE, judged["opened_at"], judged["resolved_at"]))


def by_priority(judged: Any, db: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int, float]]:
    """Return priority, resolved tickets, those of them that were late, and the median of their open hours."""
    db.register("judged", judged)
    return db.sql(BY_PRIORITY).fetchall()


def main() -> None:
    """Print how the first 20,000 rows of the log fared, without the pauses, which only the whole history tells."""
    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")  # in which the wall times of the log are read
        print("priority      resolved   late   median open hours")
        for priority, tickets, late, hours in by_priority(judged_tickets(db, 20_000), db):
            print(f"{priority:12} {tickets:9,} {late:6,} {hours:19.1f}")


if __name__ == "__main__":
    main()
