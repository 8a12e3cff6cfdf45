"""What the official client may rightly say and few do: two checks of one kind, a parent that tells nothing, a deployment's runs."""

from openlineage.client import OpenLineageClient, set_producer
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    data_quality_assertions_dataset,
    dataset_type_dataset,
    dataset_version_dataset,
    job_type_job,
    parent_run,
)

set_producer("https://git.example.com/corners")
client = OpenLineageClient()


def run(number, time, job, inputs=(), outputs=(), parent=None):
    client.emit(
        RunEvent(
            eventTime=time,
            eventType=RunState.COMPLETE,
            run=Run(
                f"01935000-0000-7000-8000-{number:012}",
                {"parent": parent_run.ParentRunFacet(*parent)} if parent else {},
            ),
            job=job,
            inputs=list(inputs),
            outputs=list(outputs),
        )
    )


# Three nights of two checks of one kind: the first fails from the second night on, the other never does.
for night, first_holds in [(1, True), (2, False), (3, False)]:
    checks = [
        data_quality_assertions_dataset.Assertion("expression_is_true", success=holds, name=name)
        for name, holds in [("amount_is_positive", first_holds), ("date_is_past", True)]
    ]
    facet = data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(checks)
    checked = InputDataset("warehouse", "orders", inputFacets={"dataQualityAssertions": facet})
    run(night, f"2026-11-0{night}T02:00:00Z", Job("checks", "orders"), [checked])

# A task of a scheduler that does not speak OpenLineage itself.
SCHEDULED = "01935000-0000-7000-8000-00000000ffff"
run(
    4,
    "2026-11-01T03:00:00Z",
    Job("loads", "orders"),
    outputs=[OutputDataset("warehouse", "orders")],
    parent=(parent_run.Run(SCHEDULED), parent_run.Job("scheduler", "nightly")),
)

# A deployment that runs, and a scoring run within its run.
model = InputDataset(
    "models",
    "churn",
    facets={
        "datasetType": dataset_type_dataset.DatasetTypeDatasetFacet("MODEL"),
        "version": dataset_version_dataset.DatasetVersionDatasetFacet("3"),
    },
)
deployment = Job("prod", "churn", {"jobType": job_type_job.JobTypeJobFacet("STREAMING", "PYTHON", jobType="DEPLOYMENT")})
run(5, "2026-11-01T04:00:00Z", deployment, [model])
run(
    6,
    "2026-11-01T05:00:00Z",
    Job("prod", "score"),
    [model],
    parent=(parent_run.Run("01935000-0000-7000-8000-000000000005"), parent_run.Job("prod", "churn")),
)
client.close()
