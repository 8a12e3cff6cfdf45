"""Joins two CSV files and writes what each region earned as Parquet; then writes another that fails in a task."""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

folder = sys.argv[1]
spark = SparkSession.builder.appName("revenue_by_region").getOrCreate()


def read(name):
    return spark.read.csv(f"{folder}/{name}.csv", header=True, inferSchema=True)


orders, customers = read("orders"), read("customers")
(
    orders.join(customers, orders.customer_id == customers.id)
    .where(orders.amount > 5)
    .groupBy(customers.region)
    .agg(f.sum(orders.amount).alias("revenue"))
    .write.parquet(f"{folder}/revenue")
)


@f.udf("double")
def unreadable(amount):
    raise ValueError("an amount that cannot be read")


try:
    orders.select(unreadable(orders.amount).alias("amount")).write.parquet(f"{folder}/nothing")
except Exception as error:
    print("failed as planned:", type(error).__name__)
spark.stop()
