import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { type ExecutionResult, graphql } from 'graphql';
import { stringify } from 'yaml';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { type EmptyPlace, emptyFolder } from '../../test/servers/empty-place.ts';
import { day } from './domain/fixtures.contract.ts';
import { BAD, type FeedEntry, GraphOfEstate } from './graph-of-estate.contract.ts';
import { type IncidentsConfig, type IncidentsIngest, incidents } from './index.ts';

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

type Opened = Subgraph<IncidentsIngest>;

/** This subgraph over the graph of a small estate, opened anew before each test; in SQLite where no place is given. */
export function openEstate(empty: () => Promise<EmptyPlace> = emptyFolder) {
  let emptied: EmptyPlace;
  const answer = (source: string, variableValues: Record<string, unknown> = {}): Promise<ExecutionResult> => {
    const { schema, context } = estate.subgraph;
    const contextValue = context({ signal: new AbortController().signal, traceId: '' });
    return graphql({ schema, source, variableValues, contextValue });
  };
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
  const ask = async (source: string, variables: Record<string, unknown> = {}): Promise<any> => {
    const { data, errors } = await answer(source, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const estate = {
    now: 0,
    graph: new GraphOfEstate(),
    subgraph: null as unknown as Opened,
    /** Opens another over the same database. */
    open: (more: Partial<IncidentsConfig> = {}): Promise<Opened> =>
      incidents({
        ...emptied.place,
        clock: () => estate.now,
        log: silentLog(),
        graph: estate.graph,
        ...more,
        traces: { spanLimit: SPAN_LIMIT, ...more.traces },
      }),
    /** Starts it again. */
    async reopen(more: Partial<IncidentsConfig> = {}): Promise<void> {
      await estate.subgraph.close();
      estate.subgraph = await estate.open(more);
    },
    /** Writes who is told of incidents; answers the path of the file. */
    alertingFile(settings: object): string {
      const file = join(emptied.place.dataDirectory, 'alerting.yaml');
      writeFileSync(file, stringify({ apiVersion: 'headwater/v1', kind: 'Alerting', ...settings }));
      return file;
    },
    answer,
    ask,
    /** Works until nothing is left to do once this is the feed of verdicts. */
    async follow(...feed: FeedEntry[]): Promise<void> {
      estate.graph.feed = feed;
      await estate.work();
    },
    async work(): Promise<void> {
      while (await estate.subgraph.work());
    },
    /** The context of the newest alert, or of one before it. */
    async contextOf(index = 0) {
      const { alerts } = await ask(`{ alerts${ALL} { edges { node { id } } } }`);
      return (await ask(`{ alertContext(id: "${alerts.edges[index].node.id}") ${CONTEXT} }`)).alertContext;
    },
  };
  beforeEach(async () => {
    emptied = await empty();
    estate.now = day(50);
    estate.graph = new GraphOfEstate();
    estate.subgraph = await estate.open();
  });
  afterEach(async () => {
    await estate.subgraph.close();
    emptied.remove();
  });
  return estate;
}
