import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { type ExecutionResult, graphql } from 'graphql';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { day } from './domain/fixtures.contract.ts';
import { BAD, type FeedEntry, GraphOfEstate } from './graph-of-estate.contract.ts';
import { type IncidentsIngest, incidents } from './index.ts';

export const FIRED: FeedEntry = { day: BAD + 2, breached: true };
export const OVER: FeedEntry = { day: BAD + 5, breached: false };
export const ALL = '(state: [PENDING, FIRING, RESOLVED])';

/** A ring this small forgets at once. */
const SPAN_LIMIT = 2;

const CONTEXT = `{
  alert {
    id state firedAt
    metric { id definition { name version title unit fingerprint } asset { id name owner { id name contact } } }
  }
  incident { id title state asset { id } }
  series { step points { value } }
  rootCause { outcome causes { asset { id } path { asset { id } } } }
  traces { status items { traceId capturedAt spans { spanId duration } links { url } } }
  runs { id job { id } state error }
  nextSteps { order instruction url }
  playbook { id steps { instruction url } }
  links { title url }
  similar { incident { id } similarity resolution }
  gaps { section code message }
}`;

/** This subgraph over the graph of a small estate, in SQLite, opened anew before each test of a file. */
export function openEstate() {
  let directory: string;
  const open = (more: object = {}): Promise<Subgraph<IncidentsIngest>> =>
    incidents({
      dataDirectory: directory,
      clock: () => estate.now,
      log: silentLog(),
      graph: estate.graph,
      traces: { spanLimit: SPAN_LIMIT, ...more },
    });
  const answer = (source: string): Promise<ExecutionResult> => {
    const { schema, context } = estate.subgraph;
    const contextValue = context({ signal: new AbortController().signal, traceId: '' });
    return graphql({ schema, source, contextValue });
  };
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
  const ask = async (source: string): Promise<any> => {
    const { data, errors } = await answer(source);
    expect(errors).toBeUndefined();
    return data;
  };
  const estate = {
    now: 0,
    graph: new GraphOfEstate(),
    subgraph: null as unknown as Subgraph<IncidentsIngest>,
    open,
    answer,
    ask,
    /** Works until nothing is left to do once this is the feed of verdicts. */
    async follow(...feed: FeedEntry[]): Promise<void> {
      estate.graph.feed = feed;
      while (await estate.subgraph.work());
    },
    /** The context of the newest alert, or of one before it. */
    async contextOf(index = 0) {
      const { alerts } = await ask(`{ alerts${ALL} { edges { node { id } } } }`);
      return (await ask(`{ alertContext(id: "${alerts.edges[index].node.id}") ${CONTEXT} }`)).alertContext;
    },
  };
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-incidents-'));
    estate.now = day(50);
    estate.graph = new GraphOfEstate();
    estate.subgraph = await open();
  });
  afterEach(async () => {
    await estate.subgraph.close();
    rmSync(directory, { recursive: true });
  });
  return estate;
}
