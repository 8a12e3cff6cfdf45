import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { graphql } from 'graphql';
import { systemClock } from '../../platform/clock.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { type LineageIngest, lineage } from '../../subgraphs/lineage/index.ts';
import { bodyOf, capturedRequests, headersOf } from '../captures.fixture.ts';
import { lineageRoutes } from '../index.ts';

const CAPTURES = ['dbt-dbt-run', 'dbt-dbt-run-failing-model', 'spark-feature_build', 'olclient-http-none'];
const DATA = join(import.meta.dirname, '../../test/data');
const jsonIn = (...path: string[]) => JSON.parse(readFileSync(join(DATA, ...path), 'utf8'));

/** Events that other projects test themselves with; where a time is left to whoever sends them, one of our own. */
const SAMPLES: Record<string, () => SentEvent[]> = {
  "the standard's and Marquez's own tests": () =>
    readdirSync(join(DATA, 'captures/events')).map((file) => jsonIn('captures/events', file)),
  "Marquez's sample": () =>
    (jsonIn('marquez-sample/metadata.template.json') as SentEvent[]).map((event) => {
      const minutes = /\d+/.exec(event.eventTime)?.[0] ?? 0;
      return { ...event, eventTime: new Date(Date.UTC(2026, 10, 1) + Number(minutes) * 60_000).toISOString() };
    }),
};

/** From OpenLineage over HTTP into the embedded store, and out again by the graph. */
describe.each([...CAPTURES, ...Object.keys(SAMPLES)])('what %s sent', (group) => {
  const requests = () =>
    SAMPLES[group]?.().map((event) => ({
      path: '/api/v1/lineage',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(event)),
    })) ??
    capturedRequests(group).map((request) => ({
      path: request.path,
      headers: headersOf(request),
      body: bodyOf(request),
    }));
  const sent = () => requests().map(({ body }) => JSON.parse(body.toString()) as SentEvent);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-captures-'));
  let server: FastifyInstance;
  let subgraph: Subgraph<LineageIngest>;

  beforeAll(async () => {
    const graph = { ask: () => Promise.reject(new Error('nothing else is asked')) };
    subgraph = await lineage({ dataDirectory, clock: systemClock, log: silentLog(), graph, neo4j: null });
    server = fastify();
    lineageRoutes(server, subgraph.ingest, silentLog());
    // Twice, the second time backwards: neither repetition nor order may show.
    for (const { path, headers, body } of [...requests(), ...requests().reverse()]) {
      const answer = await server.inject({ method: 'POST', url: path, headers, payload: body });
      expect(answer.statusCode).toBe(201);
    }
  });
  afterAll(async () => {
    await server.close();
    await subgraph.close();
    rmSync(dataDirectory, { recursive: true });
  });

  /** What the graph answers to one question of each asset. */
  async function answersOf<Answer>(ids: string[], question: string): Promise<Answer[]> {
    const { data, errors } = await graphql({
      schema: subgraph.schema,
      source: `{ ${ids.map((id, index) => `a${index}: asset(id: "${id}") { ${question} }`).join(' ')} }`,
      contextValue: subgraph.context({ signal: new AbortController().signal, traceId: '' }),
    });
    expect(errors).toBeUndefined();
    return Object.values(data ?? {}) as Answer[];
  }

  it('is there: each run with its job, state and times, and what it read and wrote', async () => {
    const runs = runsOf(sent());
    const question = `state startedAt endedAt nominalStart nominalEnd job { id } facets { name }
        inputs { asset { id } } outputs { asset { id } }`;
    const { data, errors } = await graphql({
      schema: subgraph.schema,
      source: `{ ${[...runs.keys()].map((id, index) => `r${index}: run(id: "run/${id}") { ${question} }`).join(' ')} }`,
      contextValue: subgraph.context({ signal: new AbortController().signal, traceId: '' }),
    });
    expect(errors).toBeUndefined();
    expect(runs.size).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(Object.values(data ?? {})))).toEqual([...runs.values()]);
  });

  it('is there: what completed jobs read and write', async () => {
    const stated = new Set(completed(sent()).flatMap(edgesOf));
    const ids = [...new Set(sent().flatMap(({ job }) => (job ? idOf('job', job) : [])))];
    const jobs = await answersOf<Record<'upstream' | 'downstream', { totalCount: number }>>(
      ids,
      'upstream { totalCount } downstream { totalCount }',
    );
    const kept = jobs.reduce((sum, { upstream, downstream }) => sum + upstream.totalCount + downstream.totalCount, 0);
    expect(kept).toBe(stated.size);
  });
});

interface Named {
  namespace: string;
  name: string;
}

interface SentEvent {
  eventType?: string;
  eventTime: string;
  run?: { runId: string; facets?: Record<string, Record<string, unknown> | null> };
  job?: Named;
  inputs?: Named[];
  outputs?: Named[];
}

const idOf = (kind: string, { namespace, name }: Named): string =>
  `${kind}/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;

/** What the events say of each run together, read straight off them. */
function runsOf(events: SentEvent[]): Map<string, object> {
  const runs = Map.groupBy(
    events.filter(({ run }) => run),
    ({ run }) => run?.runId.toLowerCase() ?? '',
  );
  return new Map(
    [...runs].map(([id, told]) => {
      const first = (...types: string[]) =>
        told
          .filter(({ eventType }) => types.includes(eventType ?? ''))
          .map(({ eventTime }) => new Date(eventTime).toISOString())
          .sort()[0] ?? null;
      const state = ['FAIL', 'ABORT', 'COMPLETE'].find((type) => first(type)) ?? 'RUNNING';
      const facetsOf = told.flatMap(({ run }) => Object.entries(run?.facets ?? {}));
      const nominal = facetsOf.find(([name]) => name === 'nominalTime')?.[1];
      const time = (raw: unknown) => (raw ? new Date(String(raw)).toISOString() : null);
      const side = (which: 'inputs' | 'outputs') =>
        [...new Set(told.flatMap((event) => (event[which] ?? []).map((each) => idOf('dataset', each))))]
          .sort()
          .map((asset) => ({ asset: { id: asset } }));
      return [
        id,
        {
          ...{ state, startedAt: first('START'), endedAt: state === 'RUNNING' ? null : first(state) },
          ...{ nominalStart: time(nominal?.nominalStartTime), nominalEnd: time(nominal?.nominalEndTime) },
          job: { id: idOf('job', told[0]?.job as Named) },
          facets: [...new Set(facetsOf.map(([name]) => name))].sort().map((name) => ({ name })),
          ...{ inputs: side('inputs'), outputs: side('outputs') },
        },
      ];
    }),
  );
}

/** Events outside any run, and those of runs that completed. */
function completed(events: SentEvent[]): SentEvent[] {
  const typesOf = Map.groupBy(events, ({ run }) => run?.runId);
  return events.filter(({ run }) => {
    const types = new Set(typesOf.get(run?.runId)?.map(({ eventType }) => eventType));
    return !run || (types.has('COMPLETE') && !types.has('FAIL') && !types.has('ABORT'));
  });
}

/** What an event says is read and written, read straight off it. */
function edgesOf({ job, inputs = [], outputs = [] }: SentEvent): string[] {
  if (!job) return [];
  const textOf = ({ namespace, name }: Named) => `${namespace} ${name}`;
  return [
    ...inputs.map((dataset) => `${textOf(dataset)} -> ${textOf(job)}`),
    ...outputs.map((dataset) => `${textOf(job)} -> ${textOf(dataset)}`),
  ];
}
