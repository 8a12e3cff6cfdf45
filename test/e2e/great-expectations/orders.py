"""Ten orders and what is expected of them, kept by Great Expectations in the folder given."""

import sys

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as gxe

context = gx.get_context(mode="file", project_root_dir=sys.argv[1])
source = context.data_sources.add_pandas("warehouse")
asset = source.add_dataframe_asset("orders")
batch = asset.add_batch_definition_whole_dataframe("all")
suite = context.suites.add(gx.ExpectationSuite("orders", expectations=[
    gxe.ExpectColumnValuesToNotBeNull(column="amount", mostly=0.9),
    gxe.ExpectColumnValuesToBeBetween(column="amount", min_value=0, max_value=100),
    gxe.ExpectColumnValuesToBeInSet(column="country", value_set=["DE", "FR"]),
    gxe.ExpectTableRowCountToBeBetween(min_value=1, max_value=10),
    gxe.ExpectColumnMeanToBeBetween(column="amount", min_value=10, max_value=50),
    gxe.ExpectColumnUniqueValueCountToBeBetween(column="country", min_value=1, max_value=2),
    gxe.ExpectColumnValuesToNotBeNull(column="missing_column"),
]))
validation = context.validation_definitions.add(gx.ValidationDefinition(name="orders", data=batch, suite=suite))
checkpoint = context.checkpoints.add(gx.Checkpoint(name="orders", validation_definitions=[validation], result_format="SUMMARY"))
orders = pd.DataFrame({"amount": [10, 20, None, 400, 30, 40, 50, 60, 70, 80], "country": ["DE", "FR", "DE", "XX", "FR", "DE", "DE", "FR", "DE", "XX"]})
checkpoint.run(batch_parameters={"dataframe": orders})
