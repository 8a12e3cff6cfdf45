/** The topology of docker-compose.yml as processes: four subgraphs and a gateway over them, on Neo4j and Postgres. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Neo4jAccess } from './needs-neo4j.ts';
import { freePort } from './ports.ts';
import { type HeadwaterProcess, startProcess } from './processes.ts';

const SUBGRAPHS = ['catalog', 'metrics', 'lineage', 'incidents'] as const;

export interface Distributed {
  /** Of the gateway. */
  url: string;
  /** Each subgraph's process by its name. */
  subgraphs: Map<string, HeadwaterProcess>;
  stop(): Promise<void>;
}

export async function startDistributed(
  { url, user, password }: Neo4jAccess,
  databaseUrl: string,
): Promise<Distributed> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-distributed-'));
  const gatewayPort = await freePort();
  const neo4j = { HEADWATER_LINEAGE_URL: url, HEADWATER_LINEAGE_USER: user, HEADWATER_LINEAGE_PASSWORD: password };
  const shared = { HEADWATER_DATA_DIR: directory, HEADWATER_GATEWAY_URL: `http://127.0.0.1:${gatewayPort}/graphql` };
  const started: HeadwaterProcess[] = [];
  const stop = async () => {
    await Promise.all(started.map((each) => each.end('SIGTERM')));
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const start = async (script: string[], environment: Record<string, string>) => {
      const each = await startProcess(script, environment);
      started.push(each);
      return each;
    };
    const subgraphs = new Map<string, HeadwaterProcess>();
    for (const name of SUBGRAPHS)
      subgraphs.set(
        name,
        await start(['gateway/subgraph.ts', name], {
          ...shared,
          ...(name === 'lineage' ? neo4j : { HEADWATER_DATABASE_URL: databaseUrl }),
          HEADWATER_PORT: '0',
        }),
      );
    const addresses = [...subgraphs].map(([name, each]) => `${name}=${each.url}`).join(',');
    const gateway = await start(['gateway/main.ts'], {
      HEADWATER_PORT: String(gatewayPort),
      HEADWATER_SUBGRAPHS: addresses,
    });
    return { url: gateway.url, subgraphs, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
