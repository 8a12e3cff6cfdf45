/** A Headwater of a suite's own, started as a person starts it, and the questions that tell what is in its graph. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../servers/processes.ts';

/** A server that can be asked. */
interface Asked {
  url: string;
  /** @throws Error when the answer has errors. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Ids of everything upstream as far as it goes, nearest first; `kinds` naming FEATURE takes fields, too. */
  upstream(id: string, kinds?: string[]): Promise<string[]>;
  downstream(id: string, kinds?: string[]): Promise<string[]>;
  /** Newest first. */
  runs(job: string): Promise<Run[]>;
}

export interface Server extends Asked {
  stop(): Promise<void>;
}

interface Run {
  state: string;
  startedAt: string | null;
  endedAt: string | null;
  error: string | null;
}

interface Walked {
  asset: { walk: { completeness: string; edges: { node: { id: string } }[] } } | null;
}

export async function startServer(environment: Record<string, string> = {}): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-e2e-'));
  const { url, end } = await startProcess(['gateway/main.ts'], {
    HEADWATER_PORT: '0',
    HEADWATER_DATA_DIR: directory,
    ...environment,
  });
  return {
    ...questionsTo(url),
    async stop() {
      await end('SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Asks whatever answers the graph's questions there. */
export function questionsTo(url: string): Asked {
  const ask = async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(`${query}\nanswered ${JSON.stringify(errors)}`);
    return data;
  };
  const walk = async (direction: 'upstream' | 'downstream', id: string, kinds?: string[]): Promise<string[]> => {
    const once = () =>
      ask<Walked>(
        `query Walk($id: ID!, $kinds: [AssetKind!]) {
        asset(id: $id) {
          walk: ${direction}(depth: 12, first: 100, kinds: $kinds) { completeness edges { node { id } } }
        }
      }`,
        { id, kinds: kinds ?? null },
      );
    let { asset } = await once();
    // A store that has just started, on a busy machine: whoever wants to know asks again.
    while (asset?.walk.completeness === 'TIMED_OUT') ({ asset } = await once());
    if (!asset) throw new Error(`${id} is not known`);
    if (asset.walk.completeness !== 'COMPLETE') throw new Error(`the walk from ${id} was ${asset.walk.completeness}`);
    return asset.walk.edges.map(({ node }) => node.id);
  };
  return {
    url,
    ask,
    upstream: (id, kinds) => walk('upstream', id, kinds),
    downstream: (id, kinds) => walk('downstream', id, kinds),
    async runs(id) {
      const { asset } = await ask<{ asset: { runs: Run[] } | null }>(
        'query Runs($id: ID!) { asset(id: $id) { runs(first: 50) { state startedAt endedAt error } } }',
        { id },
      );
      if (!asset) throw new Error(`${id} is not known`);
      return asset.runs;
    },
  };
}
