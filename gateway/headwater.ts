import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { MlflowConfig, Neo4jConfig, TracesConfig } from '../platform/config.ts';
import { claimDataDirectory } from '../platform/data-directory.ts';
import { type Log, openLog } from '../platform/log.ts';
import type { Subgraph } from '../platform/subgraph.ts';
import { compose, SUBGRAPHS } from './compose.ts';
import { createExecutor } from './execute/executor.ts';
import { inProcessClient } from './execute/in-process.ts';
import { graphInProcess } from './graph-in-process.ts';
import { graphqlRoutes, healthRoutes, openHttp, whenTakenIn } from './http.ts';
import { listen } from './listen.ts';
import { OPEN_SUBGRAPH } from './open-subgraph.ts';
import { startWorker, type Worker } from './worker.ts';

export interface HeadwaterOptions {
  /** 0 for any free port. */
  port: number;
  host?: string;
  dataDirectory: string;
  /** Null: lineage in the data directory. */
  neo4j?: Neo4jConfig | null;
  /** Of a Postgres for catalog, evaluation, incidents and traces; null: in the data directory. */
  databaseUrl?: string | null;
  /** Null: measurements in the data directory. */
  metricsUrl?: string | null;
  /** Left out: no webhooks of MLflow are taken. */
  mlflow?: MlflowConfig;
  /** YAML file that says who is told of incidents; null or left out: nobody is. */
  alertingFile?: string | null;
  /** Left out: 50,000 spans of a week, and no other source of traces. */
  traces?: TracesConfig;
  /** Address of the gateway for people and scripts outside; null or left out: where it listens. */
  publicUrl?: string | null;
  clock?: Clock;
  log?: Log;
}

const NO_WEBHOOKS: MlflowConfig = { webhookSecret: null, namespace: 'mlflow' };

/** A running server. */
export interface Headwater {
  /** Such as `http://127.0.0.1:4000`. */
  url: string;
  /** Resolves when every closed window is judged and every alert it fired has its context. */
  settle(): Promise<void>;
  /** Stops taking requests, answers those under way, and closes the stores. */
  close(): Promise<void>;
}

/**
 * Starts everything in this process: the four subgraphs, the gateway over them, and the protocols by which data comes in.
 * @throws StartRefused when the data directory or the port is taken, or the data is of a newer version.
 */
export async function startHeadwater(options: HeadwaterOptions): Promise<Headwater> {
  const {
    port,
    host = '127.0.0.1',
    neo4j = null,
    databaseUrl = null,
    metricsUrl = null,
    mlflow = NO_WEBHOOKS,
    alertingFile = null,
    traces,
    publicUrl = null,
    clock = systemClock,
    log = openLog(),
  } = options;
  const directory = claimDataDirectory(resolve(options.dataDirectory));
  const stores = { databaseUrl, neo4j, metricsUrl };
  let url = '';
  const opened: Subgraph[] = [];
  const server = openHttp();
  let worker: Worker | null = null;
  whenTakenIn(server, () => worker?.wake());
  try {
    const graph = graphInProcess();
    for (const name of SUBGRAPHS) {
      const dataDirectory = join(directory.path, name);
      mkdirSync(dataDirectory, { recursive: true });
      const config = {
        ...stores,
        dataDirectory,
        clock,
        log,
        graph,
        mlflow,
        alertingFile,
        traces,
        publicUrl: () => publicUrl ?? url,
      };
      opened.push(await OPEN_SUBGRAPH[name](config, server));
    }
    const supergraph = compose(opened);
    const clients = opened.map((subgraph) => inProcessClient(subgraph, log));
    const executor = createExecutor(supergraph, clients);
    graph.bind(executor);
    healthRoutes(server, async () => (await Promise.all(opened.map((subgraph) => subgraph.readiness()))).flat());
    await graphqlRoutes(server, executor, supergraph, log);
    url = await listen(server, port, host);
    const started = startWorker(opened, log);
    worker = started;
    return {
      url,
      settle: () => started.settle(),
      close: async () => {
        await server.close();
        await started.stop();
        await closeAll(opened);
        directory.release();
      },
    };
  } catch (fault) {
    await server.close();
    await closeAll(opened);
    directory.release();
    throw fault;
  }
}

const closeAll = (opened: Subgraph[]): Promise<unknown> => Promise.all(opened.map((subgraph) => subgraph.close()));
