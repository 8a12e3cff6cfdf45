import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { graphql } from 'graphql';
import { systemClock } from '../../platform/clock.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { type LineageIngest, lineage } from '../../subgraphs/lineage/index.ts';
import { bodyOf, capturedRequests, expectedOf, headersOf } from '../captures.fixture.ts';
import { lineageRoutes } from '../index.ts';

/** From OpenLineage over HTTP into the embedded store, and out again by the graph. */
describe.each(['dbt-dbt-run', 'dbt-dbt-run-failing-model', 'spark-feature_build', 'olclient-http-none'])(
  'what %s sent',
  (group) => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-captures-'));
    let server: FastifyInstance;
    let subgraph: Subgraph<LineageIngest>;

    beforeAll(async () => {
      const graph = { ask: () => Promise.reject(new Error('nothing else is asked')) };
      subgraph = await lineage({ dataDirectory, clock: systemClock, log: silentLog(), graph, neo4j: null });
      server = fastify();
      lineageRoutes(server, subgraph.ingest, silentLog());
      // Twice, the second time backwards: neither repetition nor order may show.
      for (const request of [...capturedRequests(group), ...capturedRequests(group).reverse()])
        await server.inject({
          method: 'POST',
          url: request.path,
          headers: headersOf(request),
          payload: bodyOf(request),
        });
    });
    afterAll(async () => {
      await server.close();
      await subgraph.close();
      rmSync(dataDirectory, { recursive: true });
    });

    const idsOf = (kind: string, list: unknown) =>
      (list as string[]).map((each) => [kind, ...each.split('|').map(encodeURIComponent)].join('/'));

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

    it('is there: each job with its runs, a failed one failed', async () => {
      const { job_list, run_states_fail_sticky } = expectedOf(group);
      const jobs = await answersOf<{ runs: { state: string }[] }>(idsOf('job', job_list), 'runs(first: 50) { state }');
      const states = Map.groupBy(
        jobs.flatMap(({ runs }) => runs),
        ({ state }) => (state === 'RUNNING' ? 'unfinished' : state),
      );
      expect(Object.fromEntries([...states].map(([state, each]) => [state, each.length]))).toEqual(
        run_states_fail_sticky,
      );
    });

    it('is there: what completed jobs read and write', async () => {
      const { job_list } = expectedOf(group);
      const stated = new Set(
        capturedRequests(group).flatMap((request) => edgesOf(JSON.parse(bodyOf(request).toString()))),
      );
      const ids = idsOf('job', job_list);
      const jobs = await answersOf<Record<'upstream' | 'downstream', { totalCount: number }>>(
        ids,
        'upstream { totalCount } downstream { totalCount }',
      );
      const kept = jobs.reduce((sum, { upstream, downstream }) => sum + upstream.totalCount + downstream.totalCount, 0);
      expect(kept).toBe(stated.size);
    });
  },
);

interface SentEvent {
  eventType?: string;
  job?: { namespace: string; name: string };
  inputs?: { namespace: string; name: string }[];
  outputs?: { namespace: string; name: string }[];
}

/** The edges of an event that makes edges, read straight off it. */
function edgesOf({ eventType = 'COMPLETE', job, inputs = [], outputs = [] }: SentEvent): string[] {
  if (eventType !== 'COMPLETE' || !job) return [];
  const textOf = ({ namespace, name }: { namespace: string; name: string }) => `${namespace} ${name}`;
  return [
    ...inputs.map((dataset) => `${textOf(dataset)} -> ${textOf(job)}`),
    ...outputs.map((dataset) => `${textOf(job)} -> ${textOf(dataset)}`),
  ];
}
