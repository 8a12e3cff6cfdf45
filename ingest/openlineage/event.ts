import { z } from 'zod';
import { type Instant, isoOf, parseInstant } from '../../vocabulary/duration.ts';
import { Refusal } from '../refusal.ts';
import { asSeenBefore } from './seen.ts';

/*
 * OpenLineage 2-0-2 as it is read: what must be there for an event to mean something is required, everything else is
 * tolerated. Facets stay as they are here; each is read on its own in facets.ts.
 */

const time = z
  .string()
  .refine((raw) => parseInstant(raw) !== null, 'expected a time with zone, such as 2026-11-01T00:00:00Z');
const text = z.string().min(1, 'expected some text');
const facets = z.record(z.string(), z.unknown()).transform(asSeenBefore).nullish();

const dataset = z.object({ namespace: text, name: text, facets, inputFacets: facets, outputFacets: facets });
const job = z.object({ namespace: text, name: text, facets });
const datasets = z.array(dataset).nullish();

const runEvent = z.object({
  eventTime: time,
  eventType: z.enum(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER']).default('OTHER'),
  // Of any version: producers derive them from names and times, too.
  run: z.object({ runId: z.guid('expected a UUID').toLowerCase(), facets }),
  job,
  inputs: datasets,
  outputs: datasets,
});
const jobEvent = z.object({ eventTime: time, job, inputs: datasets, outputs: datasets });
const datasetEvent = z.object({ eventTime: time, dataset });

export type OpenLineageDataset = z.infer<typeof dataset>;
export type OpenLineageJob = z.infer<typeof job>;
export type RunEvent = z.infer<typeof runEvent>;
export type JobEvent = z.infer<typeof jobEvent>;
export type DatasetEvent = z.infer<typeof datasetEvent>;

export type OpenLineageEvent =
  | { kind: 'run'; event: RunEvent }
  | { kind: 'job'; event: JobEvent }
  | { kind: 'dataset'; event: DatasetEvent };

/** More than clocks and zones go wrong by. An event of a later time would outdo every true one until then. */
const FUTURE_ALLOWED = 24 * 60 * 60_000;

/** Reads an event. @throws Refusal naming the field, what was found and what was expected. */
export function readEvent(raw: unknown, now: Instant): OpenLineageEvent {
  const read = readShape(raw);
  const { eventTime } = read.event;
  if (timeOf(read.event) > now + FUTURE_ALLOWED)
    throw new Refusal(
      400,
      'INVALID_EVENT',
      `eventTime: found "${eventTime}", more than a day in the future; it is ${isoOf(now)} here`,
      'eventTime',
    );
  return read;
}

export const timeOf = ({ eventTime }: { eventTime: string }): Instant => parseInstant(eventTime) ?? Number.NaN;

function readShape(raw: unknown): OpenLineageEvent {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new Refusal(400, 'INVALID_EVENT', 'expected an OpenLineage event, a JSON object');
  if ('run' in raw) return { kind: 'run', event: checked(runEvent, raw) };
  if ('job' in raw) return { kind: 'job', event: checked(jobEvent, raw) };
  if ('dataset' in raw) return { kind: 'dataset', event: checked(datasetEvent, raw) };
  throw new Refusal(
    400,
    'INVALID_EVENT',
    'expected a RunEvent with `run`, a JobEvent with `job` or a DatasetEvent with `dataset`',
  );
}

function checked<Event>(schema: z.ZodType<Event>, raw: object): Event {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path ?? [];
  const found = path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], raw);
  const field = path.map(String).join('.');
  throw new Refusal(
    400,
    'INVALID_EVENT',
    `${field}: found ${found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 100)}, ${issue?.message}`,
    field,
  );
}
