"""Steps of slacal.batch on Spark, of which every executor holds slacal[batch] and pyarrow."""

from pyspark.sql import DataFrame
from pyspark.sql.types import StructType

from slacal import batch


def spark_schema(step: batch.LogStep | batch.PromisesStep, frame: DataFrame) -> StructType:
    """Return the schema of what a step answers to a frame, without a look at its rows."""
    spark = frame.sparkSession
    arriving = spark.createDataFrame([], frame.schema).toArrow().schema
    return spark.createDataFrame(step.schema_of(arriving).empty_table()).schema


def with_due_dates(tickets: DataFrame, step: batch.PromisesStep) -> DataFrame:
    """Return tickets with their due dates: a row needs no other row, so they stay where they are."""
    return tickets.mapInArrow(step.stream, spark_schema(step, tickets))


def cycles_of(log: DataFrame, step: batch.LogStep, ticket: str, partitions: int) -> DataFrame:
    """Return the cycles of a log: all rows of a ticket go to one partition, which a step takes as a whole."""
    return log.repartition(partitions, ticket).mapInArrow(step.stream, spark_schema(step, log))
