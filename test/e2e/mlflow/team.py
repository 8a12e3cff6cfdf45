"""What a team does with MLflow, a step at a time. Each step prints what its test must know, as JSON."""

import json
import os
import sys

import mlflow
import pandas as pd
from mlflow import MlflowClient


class Model(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: list[str]) -> list[str]:
        return model_input


def log_model(version_of=None):
    mlflow.pyfunc.log_model(name="model", python_model=Model(), registered_model_name=version_of)


def train(folder, client):
    customers = pd.DataFrame({"income": [10.0, 20.0, 30.0], "defaulted": [0, 1, 0]})
    path = os.path.join(folder, "customers.csv")
    customers.to_csv(path, index=False)
    client.create_registered_model("credit", tags={"owner": "risk team", "task": "binary"}, description="Who pays back.")
    client.create_registered_model("nothing yet")
    mlflow.set_experiment("credit-risk")

    with mlflow.start_run(run_name="first try", description="All customers.") as first:
        mlflow.set_tag("mlflow.source.git.commit", "4f1c2d3")
        mlflow.set_tag("mlflow.source.git.repoURL", "https://git.example.com/risk.git")
        mlflow.set_tag("team", "risk")
        mlflow.log_input(mlflow.data.from_pandas(customers, source=path, name="customers"), context="training")
        mlflow.log_input(mlflow.data.from_pandas(customers.head(2)), context="eval")
        mlflow.log_param("depth", 3)
        mlflow.log_metric("auc", 0.91)
        mlflow.log_metric("loss", float("nan"))
        log_model("credit")

    newer = customers.assign(age=[20, 30, 40])
    with mlflow.start_run(run_name="with age") as second:
        source = "s3://lake/credit/customers.parquet"
        mlflow.log_input(mlflow.data.from_pandas(newer, source=source, name="customers"), context="training")
        log_model("credit")

    try:
        with mlflow.start_run(run_name="fails late") as failed:
            mlflow.log_input(mlflow.data.from_pandas(newer, source=source, name="customers"), context="training")
            log_model("credit")
            raise ValueError("the plot could not be drawn")
    except ValueError:
        pass

    client.create_model_version("credit", source="s3://models/bought")
    client.set_registered_model_alias("credit", "champion", "1")
    client.set_registered_model_alias("credit", "challenger", "2")
    client.set_model_version_tag("credit", "2", "validation_status", "approved")
    client.update_model_version("credit", "2", description="Knows the age.")
    return {
        "path": path,
        "first": first.info.run_id,
        "second": second.info.run_id,
        "failed": failed.info.run_id,
    }


def promote(_, client):
    client.set_registered_model_alias("credit", "champion", "2")
    client.delete_registered_model_alias("credit", "challenger")
    client.set_model_version_tag("credit", "2", "validation_status", "withdrawn")
    client.update_registered_model("credit", description="")
    return {}


def subscribe(url, client):
    events = [
        "registered_model.created",
        "model_version.created",
        "model_version_alias.created",
        "model_version_alias.deleted",
    ]
    webhook = client.create_webhook("headwater", url, events, secret=os.environ["SECRET"])
    tested = [client.test_webhook(webhook.webhook_id, event) for event in events]
    return {"tested": [[each.success, each.response_body] for each in tested]}


def retrain(folder, client):
    mlflow.set_experiment("credit-risk")
    with mlflow.start_run() as run:
        log_model()
    client.create_registered_model("fraud", tags={"owner": "fraud team"})
    version = client.create_model_version(
        "fraud", source=f"runs:/{run.info.run_id}/model", run_id=run.info.run_id, description="Fresh."
    )
    client.set_registered_model_alias("fraud", "champion", version.version)
    return {"run": run.info.run_id}


if __name__ == "__main__":
    step, argument = sys.argv[1:]
    said = {"train": train, "promote": promote, "subscribe": subscribe, "retrain": retrain}[step](
        argument, MlflowClient()
    )
    print(f"SAID {json.dumps(said)}")
