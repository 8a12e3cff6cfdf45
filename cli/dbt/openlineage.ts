/** OpenLineage as an import of dbt writes it. */
import {
  type Event,
  type EventDataset,
  type EventJob,
  type EventRun,
  writtenBy,
} from '../../ingest/openlineage/written.ts';

const { runEvent, ...written } = writtenBy('urn:headwater:import-dbt', (time: string) => time);

export const { datasetFacet, jobFacet, runFacet, datasetEvent, jobEvent } = written;

/** The START of a run, where its time is known, and its end: FAIL with the error where there is one. */
export function startAndEnd(
  { startedAt, endedAt }: { startedAt: string | null; endedAt: string },
  run: EventRun,
  error: string | null,
  job: EventJob,
  inputs: EventDataset[] = [],
  outputs: EventDataset[] = [],
): Event[] {
  const message = error === null ? null : { message: error, programmingLanguage: 'SQL' };
  const ended = { ...run, facets: { ...run.facets, ...runFacet('errorMessage', message) } };
  return [
    ...(startedAt === null ? [] : [runEvent(startedAt, 'START', run, job, inputs.map(nameOf), outputs.map(nameOf))]),
    runEvent(endedAt, error === null ? 'COMPLETE' : 'FAIL', ended, job, inputs, outputs),
  ];
}

/** What a run that only begins can say. */
const nameOf = ({ namespace, name }: EventDataset): EventDataset => ({ namespace, name });
