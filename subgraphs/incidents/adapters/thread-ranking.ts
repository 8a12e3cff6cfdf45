import { Worker } from 'node:worker_threads';
import { GraphUnavailable } from '../../../platform/errors.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Grid } from '../domain/root-cause/question.ts';
import type { SeriesKey } from '../domain/root-cause/root-cause.ts';
import type { Ranking, ReadBaselines } from '../ports/ranking.ts';
import type { RankingAnswer, RankingMessage } from './ranking-thread.ts';

interface Caller {
  read: ReadBaselines;
  resolve(answer: RootCause): void;
  reject(cause: unknown): void;
}

export const beginThread = (): Worker => new Worker(new URL('./ranking-thread.ts', import.meta.url));

/**
 * Ranks in a thread of its own, which begins with the first question: a large closure takes longer than others may wait.
 * A thread that ends under its questions is told to all who wait, and the next question begins another.
 */
export function threadRanking(begin: () => Worker = beginThread): Ranking {
  let thread: Worker | null = null;
  let waiting = new Map<number, Caller>();
  let tasks = 0;

  const start = (): Worker => {
    const started = begin();
    const own = new Map<number, Caller>();
    waiting = own;
    const end = (task: number) => {
      own.delete(task);
      if (own.size === 0) started.unref();
    };
    started.on('message', (answer: RankingAnswer) => {
      const { task } = answer;
      const caller = own.get(task);
      if ('wanted' in answer) {
        if (caller) tell(started, task, caller, answer.wanted).catch(caller.reject);
        return;
      }
      end(task);
      if ('fault' in answer) caller?.reject(answer.fault);
      else caller?.resolve(answer.rootCause);
    });
    const giveUp = (cause?: unknown) => {
      if (thread === started) thread = null;
      for (const { reject } of own.values())
        reject(new GraphUnavailable('the thread that ranks causes ended; ask again', { cause }));
      own.clear();
    };
    started.on('error', giveUp);
    started.on('exit', () => giveUp());
    return started;
  };

  return {
    rank(question, known, first, read) {
      thread ??= start();
      thread.ref();
      tasks += 1;
      const task = tasks;
      const grids = known.series.flatMap(({ baseline, recent }) => [baseline, recent]);
      send(thread, { task, question, known, first }, grids);
      return new Promise((resolve, reject) => waiting.set(task, { read, resolve, reject }));
    },
    async close() {
      await thread?.terminate();
    },
  };
}

/** Whatever becomes of the reading, the thread is told, so that it keeps nothing of the task. */
async function tell(thread: Worker, task: number, { read }: Caller, wanted: readonly SeriesKey[]): Promise<void> {
  try {
    const windows = await read(wanted);
    send(
      thread,
      { task, windows },
      windows.map(({ baseline }) => baseline),
    );
  } catch (fault) {
    send(thread, { task, windows: [] }, []);
    throw fault;
  }
}

/** Baselines that were left out have nothing to give away, and giving away takes longer than a copy of nothing. */
const send = (thread: Worker, message: RankingMessage, grids: readonly Grid[]): void =>
  thread.postMessage(message, [...new Set(grids.flatMap(({ values }) => (values.length > 0 ? values.buffer : [])))]);
