/** The topology of docker-compose.yml as processes: four subgraphs and a gateway over them, on Neo4j, Postgres and VictoriaMetrics. */
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

/** The stores of the distributed topology. */
export interface Stores {
  neo4j: Neo4jAccess;
  databaseUrl: string;
  metricsUrl: string;
}

/** @param more of the environment, for every process. */
export async function startDistributed(
  { neo4j, databaseUrl, metricsUrl }: Stores,
  more: Record<string, string> = {},
): Promise<Distributed> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-distributed-'));
  const gatewayPort = await freePort();
  const shared = {
    ...more,
    HEADWATER_DATA_DIR: directory,
    HEADWATER_GATEWAY_URL: `http://127.0.0.1:${gatewayPort}/graphql`,
    HEADWATER_DATABASE_URL: databaseUrl,
    HEADWATER_PORT: '0',
  };
  const own: Partial<Record<(typeof SUBGRAPHS)[number], Record<string, string>>> = {
    metrics: { HEADWATER_METRICS_URL: metricsUrl },
    lineage: {
      HEADWATER_LINEAGE_URL: neo4j.url,
      HEADWATER_LINEAGE_USER: neo4j.user,
      HEADWATER_LINEAGE_PASSWORD: neo4j.password,
    },
  };
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
      subgraphs.set(name, await start(['gateway/subgraph.ts', name], { ...shared, ...own[name] }));
    const addresses = [...subgraphs].map(([name, each]) => `${name}=${each.url}`).join(',');
    const gateway = await start(['gateway/main.ts'], {
      ...more,
      HEADWATER_PORT: String(gatewayPort),
      HEADWATER_SUBGRAPHS: addresses,
    });
    return { url: gateway.url, subgraphs, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
