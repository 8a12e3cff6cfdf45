import { createHash } from 'node:crypto';
import { tagsFrom } from '../../ingest/mlflow/described.ts';
import { trainingJob } from '../../ingest/mlflow/naming.ts';
import { jobFacet, mlflowFacet, runEvent, runFacet } from '../../ingest/mlflow/openlineage.ts';
import type { Event, EventDataset, EventJob, Facets } from '../../ingest/openlineage/written.ts';
import type { Run } from './shapes.ts';

/** How a run ended; the other states are those of one that has not. */
const ENDS = new Map([
  ['FINISHED', 'COMPLETE'],
  ['FAILED', 'FAIL'],
  ['KILLED', 'ABORT'],
] as const);

/** What a run's own description stands under. */
const NOTE = 'mlflow.note.content';

/** The facets of the job that a run is: its name and description, who ran it, its code and its tags. */
export function describedRun({ info, data }: Run, experiment: string): Facets {
  const tags = data?.tags ?? {};
  const name = info.run_name ?? info.run_id;
  const user = tags['mlflow.user'] ?? info.user_id;
  const commit = tags['mlflow.source.git.commit'];
  const repository = tags['mlflow.source.git.repoURL'];
  // The first line is the title of what has none.
  const note = tags[NOTE] ? `\n\n${tags[NOTE]}` : '';
  return {
    ...jobFacet('documentation', { description: `${name} in ${experiment}${note}` }),
    ...jobFacet('ownership', user ? { owners: [{ name: user, type: 'RUNNER' }] } : null),
    ...jobFacet('tags', tagsFrom(tags)),
    ...jobFacet(
      'sourceCodeLocation',
      commit || repository
        ? {
            type: 'git',
            url: repository || tags['mlflow.source.name'] || 'git',
            ...(commit ? { version: commit } : {}),
          }
        : null,
    ),
  };
}

/** When a run began and how it ended, as far as it has; what it read, and what it made meanwhile. */
export function runEvents(
  namespace: string,
  run: Run,
  experiment: string,
  inputs: EventDataset[],
  outputsBy: (time: number) => EventDataset[],
): Event[] {
  const { info, data } = run;
  const job: EventJob = trainingJob(namespace, info.run_id);
  const parent = data?.tags['mlflow.parentRunId'];
  const started = {
    runId: uuidOf(info.run_id),
    facets: {
      ...runFacet(
        'parent',
        parent ? { run: { runId: uuidOf(parent) }, job: nameOf(trainingJob(namespace, parent)) } : null,
      ),
    },
  };
  const { run_id: runId, run_name: runName } = info;
  const { params = {}, metrics = {} } = data ?? {};
  const ended = {
    ...started,
    facets: { ...started.facets, ...mlflowFacet({ runId, runName, experiment, params, metrics }) },
  };
  const end = ENDS.get(info.status as 'FINISHED');
  return [
    ...(info.start_time && info.status !== 'SCHEDULED'
      ? [runEvent(info.start_time, 'START', started, job, inputs.map(nameOf), [])]
      : []),
    ...(info.end_time && end ? [runEvent(info.end_time, end, ended, job, inputs, outputsBy(info.end_time))] : []),
  ];
}

const nameOf = ({ namespace, name }: { namespace: string; name: string }) => ({ namespace, name });

/** MLflow's run ids are UUIDs without their dashes; of another id one is made, always the same. */
export function uuidOf(runId: string): string {
  const isUuid = /^[0-9a-f]{32}$/i.test(runId);
  const digits = isUuid ? runId.toLowerCase() : versionFive(createHash('sha1').update(`mlflow ${runId}`).digest('hex'));
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const versionFive = (hash: string): string => {
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 12)}5${hash.slice(13, 16)}${variant}${hash.slice(17, 32)}`;
};
