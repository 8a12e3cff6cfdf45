"""Tells Headwater how a churn model came to be and where it serves, in OpenLineage.

    pip install openlineage-python
    OPENLINEAGE_URL=http://127.0.0.1:4000 python machine_learning.py

Run it again and nothing but new runs is added.
"""

from contextlib import contextmanager
from datetime import datetime, timezone

from openlineage.client import OpenLineageClient, set_producer
from openlineage.client.event_v2 import (
    DatasetEvent,
    InputDataset,
    Job,
    JobEvent,
    OutputDataset,
    Run,
    RunEvent,
    RunState,
    StaticDataset,
)
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    dataset_type_dataset,
    dataset_version_dataset,
    documentation_dataset,
    error_message_run,
    job_type_job,
    ownership_dataset,
    ownership_job,
    schema_dataset,
    tags_dataset,
    tags_job,
    tags_run,
)
from openlineage.client.uuid import generate_new_uuid

WAREHOUSE = "postgres://warehouse.example.com:5432"
RAW_ORDERS = "prod.raw.orders"
RAW_CUSTOMERS = "prod.raw.customers"
CUSTOMER_FEATURES = "prod.features.customers"
TRAINING_SET = "prod.training.churn"
PREDICTIONS = "prod.predictions.churn"

PIPELINE = "churn-ml"
DOMAIN = {"domain": "retention"}
IN_PRODUCTION = {"environment": "prod", **DOMAIN}

set_producer("https://git.example.com/churn/pipeline")
client = OpenLineageClient()


def now():
    return datetime.now(timezone.utc).isoformat()


def tags(facet, field, values):
    return facet(tags=[field(key=key, value=value, source="USER") for key, value in values.items()])


def dataset(kind, name, *, namespace=WAREHOUSE, fields=None, columns=None, version=None, tagged=None):
    """A dataset as `kind` says: InputDataset, OutputDataset or StaticDataset."""
    facets = {}
    if fields:
        facets["schema"] = schema_dataset.SchemaDatasetFacet(
            fields=[schema_dataset.SchemaDatasetFacetFields(name=field, type=type) for field, type in fields.items()]
        )
    if columns:
        facets["columnLineage"] = column_lineage_dataset.ColumnLineageDatasetFacet(fields=columns)
    if version:
        facets["version"] = dataset_version_dataset.DatasetVersionDatasetFacet(datasetVersion=version)
    if tagged:
        facets["tags"] = tags(tags_dataset.TagsDatasetFacet, tags_dataset.TagsDatasetFacetFields, tagged)
    return kind(namespace, name, facets=facets)


def model_version(kind, version):
    """A dataset of type MODEL with a version is the model version model-version/models/churn/<version>."""
    model = dataset(kind, "churn", namespace="models", version=version, tagged=DOMAIN)
    model.facets["datasetType"] = dataset_type_dataset.DatasetTypeDatasetFacet(datasetType="MODEL")
    return model


def job(name, type, tagged=IN_PRODUCTION):
    return Job(
        PIPELINE,
        name,
        facets={
            "jobType": job_type_job.JobTypeJobFacet(processingType="BATCH", integration="PYTHON", jobType=type),
            "ownership": ownership_job.OwnershipJobFacet(owners=[ownership_job.Owner(name="team:retention-ml")]),
            "tags": tags(tags_job.TagsJobFacet, tags_job.TagsJobFacetFields, tagged),
        },
    )


def made_of(*inputs):
    """What a field is computed from: (dataset, field, type, subtype) each."""
    return column_lineage_dataset.Fields(
        inputFields=[
            column_lineage_dataset.InputField(
                WAREHOUSE, name, field, transformations=[column_lineage_dataset.Transformation(type, subtype)]
            )
            for name, field, type, subtype in inputs
        ]
    )


@contextmanager
def run(job, inputs, outputs, tagged=None):
    """A run of a job: START, then COMPLETE, or FAIL with the error when the work within raises."""
    facets = {"tags": tags(tags_run.TagsRunFacet, tags_run.TagsRunFacetFields, tagged)} if tagged else {}
    run_id = str(generate_new_uuid())

    def emit(state, more=None):
        client.emit(
            RunEvent(
                eventTime=now(),
                eventType=state,
                run=Run(run_id, {**facets, **(more or {})}),
                job=job,
                inputs=inputs,
                outputs=outputs,
            )
        )

    emit(RunState.START)
    try:
        yield
    except Exception as error:
        emit(RunState.FAIL, {"errorMessage": error_message_run.ErrorMessageRunFacet(repr(error), "python")})
        raise
    emit(RunState.COMPLETE)


# Raw data that nothing we run writes: each is stated once, as it is.
for name, description, fields in [
    (RAW_ORDERS, "Orders as the shop books them.", {"customer_id": "BIGINT", "amount": "DOUBLE", "at": "TIMESTAMP"}),
    (RAW_CUSTOMERS, "Customers as the shop knows them.", {"customer_id": "BIGINT", "since": "DATE", "left": "DATE"}),
]:
    raw = dataset(StaticDataset, name, fields=fields, tagged=IN_PRODUCTION)
    raw.facets["documentation"] = documentation_dataset.DocumentationDatasetFacet(description=description)
    raw.facets["ownership"] = ownership_dataset.OwnershipDatasetFacet(
        owners=[ownership_dataset.Owner(name="team:shop", type="OWNER")]
    )
    client.emit(DatasetEvent(eventTime=now(), dataset=raw))

# Features: each field says which fields it is computed from, and which only decide what goes in (INDIRECT).
features = dataset(
    OutputDataset,
    CUSTOMER_FEATURES,
    fields={"customer_id": "BIGINT", "spend_90d": "DOUBLE", "tenure_days": "INTEGER"},
    columns={
        "customer_id": made_of((RAW_CUSTOMERS, "customer_id", "DIRECT", "IDENTITY")),
        "spend_90d": made_of(
            (RAW_ORDERS, "amount", "DIRECT", "AGGREGATION"), (RAW_ORDERS, "at", "INDIRECT", "FILTER")
        ),
        "tenure_days": made_of((RAW_CUSTOMERS, "since", "DIRECT", "TRANSFORMATION")),
    },
    tagged=IN_PRODUCTION,
)
with run(
    job("build_customer_features", "FEATURE_BUILD"),
    [dataset(InputDataset, RAW_ORDERS), dataset(InputDataset, RAW_CUSTOMERS)],
    [features],
):
    pass  # your own code

# The training set: the features at one time with the label. Its version is what the model was trained on.
training_set = dataset(
    OutputDataset,
    TRAINING_SET,
    fields={"spend_90d": "DOUBLE", "tenure_days": "INTEGER", "churned": "BOOLEAN"},
    columns={
        "spend_90d": made_of((CUSTOMER_FEATURES, "spend_90d", "DIRECT", "IDENTITY")),
        "tenure_days": made_of((CUSTOMER_FEATURES, "tenure_days", "DIRECT", "IDENTITY")),
        "churned": made_of((RAW_CUSTOMERS, "left", "DIRECT", "TRANSFORMATION")),
    },
    version="2026-11-01",
    tagged={**IN_PRODUCTION, "cohort": "customers-of-2025"},
)
with run(
    job("assemble_training_set", "TRAINING_SET"),
    [dataset(InputDataset, CUSTOMER_FEATURES), dataset(InputDataset, RAW_CUSTOMERS)],
    [training_set],
):
    pass

# Training: the job that writes a model version trained it.
with run(
    job("train_churn", "TRAINING"),
    [dataset(InputDataset, TRAINING_SET, version="2026-11-01")],
    [model_version(OutputDataset, "3")],
):
    pass

# The deployment deployment/prod/churn: a job of type DEPLOYMENT, its environment a tag, its input the model version it
# serves. It reads the features it scores with, too, so that their trouble is known to reach it. Deploying another
# version is the same event with another input: the version before it then ends at that time.
client.emit(
    JobEvent(
        eventTime=now(),
        job=job("churn", "DEPLOYMENT"),
        inputs=[model_version(InputDataset, "3"), dataset(InputDataset, CUSTOMER_FEATURES)],
    )
)

# Scoring: one run for each cohort that is scored.
with run(
    job("score_customers", "SCORING"),
    [model_version(InputDataset, "3"), dataset(InputDataset, CUSTOMER_FEATURES)],
    [
        dataset(
            OutputDataset,
            PREDICTIONS,
            fields={"customer_id": "BIGINT", "churn_probability": "DOUBLE"},
            columns={"customer_id": made_of((CUSTOMER_FEATURES, "customer_id", "DIRECT", "IDENTITY"))},
            tagged=IN_PRODUCTION,
        )
    ],
    tagged={**IN_PRODUCTION, "cohort": "new-customers"},
):
    pass

client.close()
