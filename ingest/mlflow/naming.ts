/**
 * What MLflow's things are called in the lineage, alike whether a sync read them or a webhook told of them. All are named
 * from what either of the two knows.
 */

import type { EventDataset, EventJob } from '../openlineage/written.ts';
import { datasetFacet, jobFacet } from './openlineage.ts';

/** Under which an MLflow server is known when nobody says otherwise. */
export const MLFLOW_NAMESPACE = 'mlflow';

/** A registered model, without a version. */
export const registeredModel = (namespace: string, name: string): EventDataset => ({
  namespace,
  name,
  facets: datasetFacet('datasetType', { datasetType: 'MODEL' }),
});

export const modelVersion = (namespace: string, name: string, version: string): EventDataset => ({
  namespace,
  name,
  facets: {
    ...datasetFacet('datasetType', { datasetType: 'MODEL' }),
    ...datasetFacet('version', { datasetVersion: version }),
  },
});

/**
 * The job of one run of MLflow. Each run is a job of its own, for MLflow's runs are no executions of one thing: two of
 * an experiment may read different data, and what the later one reads must not become that of an earlier model version.
 */
export const trainingJob = (namespace: string, runId: string): EventJob => job(namespace, `runs/${runId}`, 'TRAINING');

/** The alias of a model as a job that reads the version which bears it. */
export const aliasJob = (namespace: string, model: string, alias: string): EventJob =>
  job(namespace, aliasJobName(model, alias), 'MODEL_ALIAS');

export const aliasJobName = (model: string, alias: string): string => `models/${model}@${alias}`;

const job = (namespace: string, name: string, jobType: string): EventJob => ({
  namespace,
  name,
  facets: jobFacet('jobType', { processingType: 'BATCH', integration: 'MLFLOW', jobType }),
});

/** The run that made a version; where MLflow does not name it, by where its files are. Null when nobody can tell. */
export const runThatMade = ({ run_id, source }: { run_id?: string | null; source?: string | null }): string | null =>
  run_id || (/^runs:\/([^/]+)\//.exec(source ?? '')?.[1] ?? null);
