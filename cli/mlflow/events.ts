import { isDeepStrictEqual } from 'node:util';
import { describedModel, describedVersion } from '../../ingest/mlflow/described.ts';
import {
  aliasJob,
  aliasJobName,
  modelVersion,
  registeredModel,
  runThatMade,
  trainingJob,
} from '../../ingest/mlflow/naming.ts';
import { datasetEvent, deletedFacet, jobEvent, runEvent } from '../../ingest/mlflow/openlineage.ts';
import type { Event, EventDataset, EventJob, Facets } from '../../ingest/openlineage/written.ts';
import { type AssetId, datasetId, identityOf, jobId, modelVersionId } from '../../vocabulary/asset-id.ts';
import type { DatasetNamespaces } from './dataset-name.ts';
import { inputsOf } from './inputs.ts';
import { COMPARED, type Known } from './known.ts';
import type { Registry } from './registry.ts';
import type { ModelVersion, Run } from './shapes.ts';
import { describedRun, runEvents, uuidOf } from './training-run.ts';

export interface Synced {
  events: Event[];
  counts: { models: number; versions: number; aliases: number; runs: number; datasets: number };
  /** Runs that made versions and that MLflow no longer has, or does not show. */
  missingRuns: string[];
  /** Versions of which nobody says what they were trained on, as `<model>@<version>`. */
  withoutTrainingData: string[];
}

export interface Told {
  registry: Registry;
  /** What the lineage holds of `assetsOf` the registry. */
  known: ReadonlyMap<AssetId, Known>;
  namespaces: DatasetNamespaces;
  /** Since when what MLflow gives no time for holds, where the lineage has it otherwise. In epoch milliseconds. */
  now: number;
}

/** The assets that a sync compares with what the lineage holds. */
export const assetsOf = ({ models, versions }: Registry, namespace: string): AssetId[] => [
  ...models.map(({ name }) => datasetId(namespace, name)),
  ...versions.map(({ name, version }) => modelVersionId(namespace, name, version)),
  ...new Set(versions.flatMap((version) => jobOfRun(namespace, runThatMade(version)) ?? [])),
];

const jobOfRun = (namespace: string, runId: string | null): AssetId | null =>
  runId === null ? null : jobId(namespace, trainingJob(namespace, runId).name);

/**
 * What the lineage lacks of a registry. What MLflow gives a time for is told as of then, so that telling it again changes
 * nothing; descriptions, tags and aliases, which it changes without one, are told where they differ from what is known.
 */
export function eventsOf(told: Told): Synced {
  const { registry, namespaces } = told;
  const trained = Map.groupBy(registry.versions, runThatMade);
  const runs = [...trained].flatMap(([id, versions]) => (id === null ? [] : [trainingOf(id, versions, told)]));
  const fed = new Set(runs.flatMap(({ runId, inputs }) => (inputs.length > 0 ? [runId] : [])));
  const datasets = new Set(runs.flatMap(({ inputs }) => inputs.map(({ namespace, name }) => `${namespace}\n${name}`)));
  const aliases = registry.models.flatMap(({ name, aliases }) => (aliases ?? []).map((each) => ({ ...each, name })));
  return {
    events: [
      ...registry.models.flatMap((model) =>
        datasetEvents(told, datasetId(namespaces.mlflow, model.name), registeredModel(namespaces.mlflow, model.name), {
          since: model.creation_timestamp,
          facets: describedModel(model),
        }),
      ),
      ...registry.versions.flatMap((version) =>
        datasetEvents(told, modelVersionId(namespaces.mlflow, version.name, version.version), assetOf(told, version), {
          since: version.creation_timestamp,
          facets: describedVersion(version),
        }),
      ),
      ...runs.flatMap(({ events }) => events),
      ...aliasEvents(aliases, told),
    ],
    counts: {
      models: registry.models.length,
      versions: registry.versions.length,
      aliases: aliases.length,
      runs: registry.runs.size,
      datasets: datasets.size,
    },
    missingRuns: runs.map(({ runId }) => runId).filter((id) => !registry.runs.has(id)),
    withoutTrainingData: registry.versions
      .filter((version) => !fed.has(runThatMade(version) ?? ''))
      .map(({ name, version }) => `${name}@${version}`),
  };
}

const assetOf = ({ namespaces }: Told, { name, version }: ModelVersion): EventDataset =>
  modelVersion(namespaces.mlflow, name, version);

interface Description {
  /** When it came to be, in epoch milliseconds. */
  since: number;
  facets: Facets;
}

/** What is not known of a dataset: all of it since it came to be, or what has changed since it was last told. */
function datasetEvents(told: Told, id: AssetId, dataset: EventDataset, { since, facets }: Description): Event[] {
  const known = told.known.get(id)?.facets;
  const toldAt = (time: number, more: Facets) =>
    datasetEvent(time, { ...dataset, facets: { ...dataset.facets, ...more } });
  if (!known) return [toldAt(since, facets)];
  const changed = changedFacets(known, facets);
  if (Object.keys(changed).length === 0) return [];
  return [toldAt(Object.keys(known).length === 0 ? since : told.now, changed)];
}

function changedFacets(known: Known['facets'], facets: Facets): Facets {
  const names = COMPARED.filter((name) => !isDeepStrictEqual(said(known[name]), said(facets[name])));
  return Object.assign({}, ...names.map((name) => (facets[name] ? { [name]: facets[name] } : deletedFacet(name))));
}

/** What a facet says, without who says so. */
const said = (facet: object | undefined): object | undefined =>
  facet && Object.fromEntries(Object.entries(facet).filter(([key]) => key !== '_producer' && key !== '_schemaURL'));

interface Training {
  runId: string;
  inputs: EventDataset[];
  events: Event[];
}

/** What a run read, and the versions that it made, each since it was registered. */
function trainingOf(runId: string, versions: readonly ModelVersion[], told: Told): Training {
  const { registry, namespaces } = told;
  const run = registry.runs.get(runId);
  const made = versions.toSorted((one, other) => one.creation_timestamp - other.creation_timestamp);
  const madeBy = (time: number) =>
    made.filter(({ creation_timestamp }) => creation_timestamp <= time).map((version) => assetOf(told, version));
  const experiment = run ? (registry.experiments.get(run.info.experiment_id) ?? run.info.experiment_id) : '';
  const inputs = run ? inputsOf(run, experiment, namespaces) : [];
  const job = trainingJob(namespaces.mlflow, runId);
  const facets = run ? describedRun(run, experiment) : {};
  const begun = run?.info.start_time ?? made[0]?.creation_timestamp ?? told.now;
  const times = [...new Set([begun, ...made.map(({ creation_timestamp }) => Math.max(begun, creation_timestamp))])];
  const known = told.known.get(jobId(namespaces.mlflow, job.name));
  return {
    runId,
    inputs,
    events: [
      ...times.map((time, index) => {
        const first = index === 0;
        const described = first && !isDescribed(known) ? { ...job, facets: { ...job.facets, ...facets } } : job;
        return jobEvent(time, described, first ? inputs : inputs.map(nameOf), madeBy(time));
      }),
      ...(run ? runEvents(namespaces.mlflow, run, experiment, inputs, madeBy) : []),
      ...(run && isDescribed(known) ? redescribed(run, job, changedFacets(known.facets, facets), told.now) : []),
    ],
  };
}

const isDescribed = (known: Known | undefined): known is Known =>
  known !== undefined && Object.keys(known.facets).length > 0;

/** By an event that says nothing of what the run read and made. */
const redescribed = ({ info }: Run, job: EventJob, changed: Facets, now: number): Event[] =>
  Object.keys(changed).length === 0
    ? []
    : [
        runEvent(
          now,
          'OTHER',
          { runId: uuidOf(info.run_id), facets: {} },
          { ...job, facets: { ...job.facets, ...changed } },
          [],
          [],
        ),
      ];

const nameOf = ({ namespace, name }: EventDataset): EventDataset => ({ namespace, name });

/** Aliases that are new, that were moved, and that are gone. */
function aliasEvents(aliases: { name: string; alias: string; version: string }[], told: Told): Event[] {
  const namespace = told.namespaces.mlflow;
  const standing = standingAliases(told);
  const wanted = new Set(aliases.map(({ name, alias }) => jobId(namespace, aliasJobName(name, alias))));
  const moved = aliases.filter(({ name, alias, version }) => {
    const [first, ...more] = standing.get(jobId(namespace, aliasJobName(name, alias))) ?? [];
    return first !== modelVersionId(namespace, name, version) || more.length > 0;
  });
  const gone = [...standing.keys()].filter((id) => !wanted.has(id));
  return [
    ...moved.map(({ name, alias, version }) =>
      jobEvent(told.now, aliasJob(namespace, name, alias), [modelVersion(namespace, name, version)], []),
    ),
    ...gone.map((id) => jobEvent(told.now, { ...aliasJob(namespace, '', ''), name: identityOf(id).name }, [], [])),
  ];
}

/** The versions that each alias is of as far as the lineage knows. */
function standingAliases({ registry, known, namespaces: { mlflow } }: Told): Map<AssetId, AssetId[]> {
  const ofModels = jobId(mlflow, 'models/');
  const standing = new Map<AssetId, AssetId[]>();
  for (const { name, version } of registry.versions) {
    const id = modelVersionId(mlflow, name, version);
    for (const reader of known.get(id)?.readers ?? [])
      if (reader.startsWith(ofModels)) standing.set(reader, [...(standing.get(reader) ?? []), id]);
  }
  return standing;
}
