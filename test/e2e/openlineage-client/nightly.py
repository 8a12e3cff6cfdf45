"""Three nights of one job, told by the official client: it reads two tables, then one, then fails; the first comes last."""

import logging
import os

from openlineage.client import OpenLineageClient, set_producer
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import error_message_run, parent_run

logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING"))
set_producer("https://git.example.com/nightly")
client = OpenLineageClient()
SCHEDULER = parent_run.ParentRunFacet(
    parent_run.Run("01935000-0000-7000-8000-00000000ffff"), parent_run.Job("scheduler", "nightly")
)


def night(day, number, inputs, end, facets=None):
    def emit(state, time, more):
        client.emit(
            RunEvent(
                eventTime=f"2026-11-{day:02}T{time}:00+01:00",
                eventType=state,
                run=Run(f"01935000-0000-7000-8000-00000000000{number}", {"parent": SCHEDULER, **more}),
                job=Job("nightly", "fact_orders"),
                inputs=[InputDataset("warehouse", name) for name in inputs],
                outputs=[OutputDataset("warehouse", "fact.orders")],
            )
        )

    emit(RunState.START, "02:00", {})
    emit(end, "02:30", facets or {})


night(2, 2, ["raw.orders"], RunState.COMPLETE)
night(
    3,
    3,
    ["raw.orders", "raw.returns"],
    RunState.FAIL,
    {"errorMessage": error_message_run.ErrorMessageRunFacet("disk full ✗", "SQL", "at line 1")},
)
# The first night is told last.
night(1, 1, ["raw.orders", "raw.currencies"], RunState.COMPLETE)
client.close()
