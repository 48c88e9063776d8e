"""Steps of slacal.batch on Dask, whose partitions are pandas frames."""

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
from dask.dataframe.utils import make_meta

from slacal import batch


def in_pandas(part: pd.DataFrame, step: batch.LogStep | batch.PromisesStep) -> pd.DataFrame:
    """Return what a step answers to one partition, in Arrow's own types, which all partitions share."""
    return step(pa.Table.from_pandas(part, preserve_index=False)).to_pandas(types_mapper=pd.ArrowDtype)


def with_due_dates(tickets: dd.DataFrame, step: batch.PromisesStep) -> dd.DataFrame:
    """Return tickets with their due dates: a row needs no other row, so they stay where they are."""
    return tickets.map_partitions(in_pandas, step, meta=in_pandas(make_meta(tickets), step))


def cycles_of(log: dd.DataFrame, step: batch.LogStep, ticket: str, partitions: int) -> dd.DataFrame:
    """Return the cycles of a log: all rows of a ticket go to one partition."""
    by_ticket = log.shuffle(ticket, npartitions=partitions)
    return by_ticket.map_partitions(in_pandas, step, meta=in_pandas(make_meta(log), step))
