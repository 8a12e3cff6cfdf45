import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { claimDataDirectory } from '../platform/data-directory.ts';
import { StartRefused } from '../platform/errors.ts';
import { httpGraphClient } from '../platform/graph-client.ts';
import type { Log } from '../platform/log.ts';
import type { Readiness } from '../platform/subgraph.ts';
import { compose, SUBGRAPHS, type SubgraphName, subgraphSchemas } from './compose.ts';
import { createExecutor } from './execute/executor.ts';
import { httpClient } from './execute/over-http.ts';
import { graphqlRoutes, healthRoutes, openHttp, whenTakenIn } from './http.ts';
import { listen } from './listen.ts';
import { OPEN_SUBGRAPH } from './open-subgraph.ts';
import { proxyIngest } from './proxy.ts';
import { subgraphRoutes } from './subgraph-server.ts';
import { startWorker } from './worker.ts';

/** How long another process may take to say that it is ready. */
const READY_TIMEOUT = 2_000;

interface Served {
  url: string;
  close(): Promise<void>;
}

/** Starts a gateway over subgraphs that are services of their own. It keeps nothing, so there may be many. */
export async function startGateway({
  port,
  host,
  subgraphs,
  log,
}: Config & { subgraphs: Map<string, string>; log: Log }): Promise<Served> {
  const missing = SUBGRAPHS.filter((name) => !subgraphs.has(name));
  if (missing.length > 0) throw new StartRefused(`HEADWATER_SUBGRAPHS names no address for ${missing.join(', ')}`);
  const addresses = SUBGRAPHS.map((name) => ({ name, address: subgraphs.get(name) ?? '' }));
  const clients = addresses.map(({ name, address }) => httpClient(name, `${address}/graphql`));
  const supergraph = compose(subgraphSchemas());
  const server = openHttp();
  healthRoutes(server, () => Promise.all(addresses.map(({ name, address }) => readinessOf(name, address))));
  for (const { name, address } of addresses) proxyIngest(server, name, address);
  await graphqlRoutes(server, createExecutor(supergraph, clients), supergraph, log);
  const url = await listen(server, port, host);
  log.info({ url, subgraphs: Object.fromEntries(subgraphs) }, 'gateway over subgraphs');
  return {
    url,
    close: async () => {
      await server.close();
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

async function readinessOf(name: string, address: string): Promise<Readiness> {
  try {
    const response = await fetch(`${address}/readyz?verbose`, { signal: AbortSignal.timeout(READY_TIMEOUT) });
    const { parts } = (await response.json()) as { parts: Readiness[] };
    const unready = parts.filter((part) => !part.ready);
    return {
      part: name,
      ready: unready.length === 0,
      reason: unready.map(({ part, reason }) => `${part}: ${reason}`).join('; ') || 'answers',
    };
  } catch {
    return { part: name, ready: false, reason: `no answer at ${address}` };
  }
}

/** Starts one subgraph as a service of its own; it asks the gateway for what the others know. */
export async function startSubgraph(name: SubgraphName, config: Config & { log: Log }): Promise<Served> {
  const { gatewayUrl, log } = config;
  const own = join(resolve(config.dataDirectory), name);
  mkdirSync(own, { recursive: true });
  const directory = claimDataDirectory(own);
  const server = openHttp();
  let wake = () => {};
  whenTakenIn(server, () => wake());
  const graph = httpGraphClient(gatewayUrl);
  const publicUrl = () => config.publicUrl ?? new URL(gatewayUrl).origin;
  const subgraph = await OPEN_SUBGRAPH[name](
    { ...config, dataDirectory: own, clock: systemClock, graph, publicUrl },
    server,
  );
  healthRoutes(server, () => subgraph.readiness());
  subgraphRoutes(server, subgraph, log);
  const url = await listen(server, config.port, config.host);
  const worker = startWorker([subgraph], log);
  wake = worker.wake;
  return {
    url,
    close: async () => {
      await server.close();
      await worker.stop();
      await subgraph.close();
      directory.release();
    },
  };
}
