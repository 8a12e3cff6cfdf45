/** What a Headwater holds of measurements, asked as a person would. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from './server.ts';

interface Point {
  time: string;
  value: number | null;
  sampleSize: number;
}

const PATIENCE = 60_000;
const HOUR = 3_600_000;

/** Applies catalog YAML. @throws Error naming its faults. */
export async function applyCatalog(server: Server, document: string): Promise<void> {
  const { applyCatalog } = await server.ask<{ applyCatalog: { userErrors: unknown[] } }>(
    'mutation Apply($document: String!) { applyCatalog(input: { document: $document }) { userErrors { field message } } }',
    { document },
  );
  if (applyCatalog.userErrors.length > 0) throw new Error(JSON.stringify(applyCatalog.userErrors));
}

/** A definition as YAML, of which a test says only what it looks at. */
export const definitionOf = (name: string, spec: object): string =>
  JSON.stringify({
    apiVersion: 'headwater/v1',
    kind: 'MetricDefinition',
    metadata: { name, title: name, owner: 'team' },
    spec: {
      category: 'LATENCY',
      appliesTo: ['DEPLOYMENT'],
      direction: 'NEITHER',
      formula: name,
      // A window is answered once it is over.
      window: 'PT2S',
      ...spec,
    },
  });

/** The points of a metric within an hour of a time, now when left out; none where nothing was measured. */
export async function pointsOf(server: Server, name: string, asset: string, around = Date.now()): Promise<Point[]> {
  const { metric } = await server.ask<{ metric: { series: { points: Point[] } } | null }>(
    `query Series($name: String!, $asset: ID!, $from: DateTime!, $to: DateTime!) {
      metric(name: $name, asset: $asset) { series(from: $from, to: $to) { points { time value sampleSize } } }
    }`,
    { name, asset, from: new Date(around - HOUR).toISOString(), to: new Date(around + HOUR).toISOString() },
  );
  return metric?.series.points ?? [];
}

export const totalOf = (points: Point[]): number => points.reduce((sum, { value }) => sum + (value ?? 0), 0);

export async function exemplarsOf(server: Server, name: string, asset: string): Promise<string[]> {
  const { metric } = await server.ask<{ metric: { exemplars: string[] } | null }>(
    `query Exemplars($name: String!, $asset: ID!, $from: DateTime!, $to: DateTime!) {
      metric(name: $name, asset: $asset) { exemplars(from: $from, to: $to) }
    }`,
    { name, asset, from: new Date(Date.now() - HOUR).toISOString(), to: new Date(Date.now() + HOUR).toISOString() },
  );
  return metric?.exemplars ?? [];
}

export interface Unbound {
  protocol: string;
  instrument: string;
  reason: string;
  count: number;
}

export const unboundOf = async (server: Server): Promise<Unbound[]> =>
  (
    await server.ask<{ unboundTelemetry: Unbound[] }>(
      '{ unboundTelemetry(first: 100) { protocol instrument reason count } }',
    )
  ).unboundTelemetry;

/** Asks until the answer is as expected; answers the last, whatever it is. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  expected: (answer: Answer) => boolean,
): Promise<Answer> {
  for (const began = Date.now(); ; await wait(100)) {
    const answer = await ask();
    if (expected(answer) || Date.now() - began > PATIENCE) return answer;
  }
}
