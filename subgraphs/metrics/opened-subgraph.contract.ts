/** The metrics subgraph on a directory of its own, asked as a gateway would ask it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { graphql } from 'graphql';
import { publicError } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { MetricDefinition } from './domain/definition.ts';
import type { Observation } from './domain/observation.ts';
import { DAY, FIRST_DAY, GraphOfDefinitions } from './fixtures.ts';
import { metrics } from './index.ts';

export type OpenedSubgraph = Awaited<ReturnType<typeof openedSubgraph>>;

/** @param day at whose start its clock stands, counted from the first. */
export async function openedSubgraph(day: number, ...definitions: MetricDefinition[]) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  const graph = new GraphOfDefinitions(...definitions);
  const time = { now: FIRST_DAY + day * DAY };
  const open = () => metrics({ dataDirectory, clock: () => time.now, log: silentLog(), graph, metricsUrl: null });
  let subgraph = await open();

  const run = (source: string) =>
    graphql({
      schema: subgraph.schema,
      source,
      contextValue: subgraph.context({ signal: new AbortController().signal, traceId: '' }),
    });

  return {
    /** What its catalog answers; may be changed while it runs. */
    graph,
    /** Its clock; may be set while it runs. */
    time,
    get ingest() {
      return subgraph.ingest;
    },
    /** Takes observations that are all right. */
    async observe(...observations: Observation[]) {
      expect((await subgraph.ingest.observe(observations)).filter(({ accepted }) => !accepted)).toEqual([]);
    },
    work: () => subgraph.work(),
    async judgeAll() {
      while (await subgraph.work());
    },
    /** An answer without errors, as a client gets it: without GraphQL's objects that have no prototype. */
    async ask<Data = Record<string, unknown>>(source: string): Promise<Data> {
      const { data, errors } = await run(source);
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data));
    },
    /** The one error of an answer, as a client is shown it. */
    async refusal(source: string) {
      const { errors = [] } = await run(source);
      expect(errors).toHaveLength(1);
      return errors.map(publicError).map(({ message, extensions }) => ({ message, ...extensions }))[0];
    },
    async restart() {
      await subgraph.close();
      subgraph = await open();
    },
    async close() {
      await subgraph.close();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}
