import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
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

/** What is left out is as where no variable is set, whatever the environment says. */
export interface HeadwaterOptions extends Partial<Config> {
  /** 0 for any free port. */
  port: number;
  dataDirectory: string;
  clock?: Clock;
  log?: Log;
}

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
export async function startHeadwater({
  clock = systemClock,
  log = openLog(),
  ...options
}: HeadwaterOptions): Promise<Headwater> {
  const config = { ...readConfig({}), ...options };
  const directory = claimDataDirectory(resolve(config.dataDirectory));
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
      const publicUrl = () => config.publicUrl ?? url;
      const onVerdictChanges = () => worker?.hasten('incidents');
      const own = { dataDirectory, clock, log, graph, publicUrl, onVerdictChanges };
      opened.push(await OPEN_SUBGRAPH[name]({ ...config, ...own }, server));
    }
    const supergraph = compose(opened);
    const clients = opened.map((subgraph) => inProcessClient(subgraph, log));
    const executor = createExecutor(supergraph, clients);
    graph.bind(executor);
    healthRoutes(server, async () => (await Promise.all(opened.map((subgraph) => subgraph.readiness()))).flat());
    await graphqlRoutes(server, executor, supergraph, log);
    url = await listen(server, config.port, config.host);
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
