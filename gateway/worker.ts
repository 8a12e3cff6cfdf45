import { GraphUnavailable, StoreUnavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Subgraph } from '../platform/subgraph.ts';

const PAUSE = 1_000;

/** Does the subgraphs' background work, round after round, never two rounds at once. */
export interface Worker {
  /** Works until a whole round found nothing to do. */
  settle(): Promise<void>;
  /** Resolves when the round under way has ended. */
  stop(): Promise<void>;
}

export function startWorker(subgraphs: readonly Subgraph[], log: Log): Worker {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let round = Promise.resolve(false);

  const work = async (): Promise<boolean> => {
    let did = false;
    for (const subgraph of subgraphs) did = (await workOf(subgraph, log)) || did;
    return did;
  };
  /** Every round waits for the one before it, whoever asks for it. */
  const next = (): Promise<boolean> => {
    round = round.then(work);
    return round;
  };
  const schedule = (): void => {
    timer = setTimeout(async () => {
      await next();
      if (!stopped) schedule();
    }, PAUSE);
  };
  schedule();

  return {
    async settle() {
      while (await next());
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}

async function workOf(subgraph: Subgraph, log: Log): Promise<boolean> {
  try {
    return await subgraph.work();
  } catch (fault) {
    const outage = fault instanceof StoreUnavailable || fault instanceof GraphUnavailable;
    if (outage) log.warn({ subgraph: subgraph.name, reason: fault.message }, 'background work waits');
    else log.error({ subgraph: subgraph.name, err: fault }, 'background work failed');
    return false;
  }
}
