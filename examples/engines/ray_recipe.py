"""Steps of slacal.batch on Ray Data, whose blocks are Arrow tables."""

from ray.data import Dataset

from slacal import batch


def with_due_dates(tickets: Dataset, step: batch.PromisesStep) -> Dataset:
    """Return tickets with their due dates: a row needs no other row, so any batch will do."""
    return tickets.map_batches(step, batch_format="pyarrow")


def cycles_of(log: Dataset, step: batch.LogStep, ticket: str, partitions: int) -> Dataset:
    """Return the cycles of a log: all rows of a ticket go to one block, which a step takes as a whole."""
    by_ticket = log.repartition(partitions, keys=[ticket])
    return by_ticket.map_batches(step, batch_format="pyarrow", batch_size=None)
