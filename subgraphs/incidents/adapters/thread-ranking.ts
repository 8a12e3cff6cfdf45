import { Worker } from 'node:worker_threads';
import { GraphUnavailable } from '../../../platform/errors.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Known } from '../domain/root-cause/root-cause.ts';
import type { Ranking } from '../ports/ranking.ts';
import type { RankingAnswer, RankingTask } from './ranking-thread.ts';

interface Caller {
  resolve(answer: RootCause): void;
  reject(cause: unknown): void;
}

export const beginThread = (): Worker => new Worker(new URL('./ranking-thread.ts', import.meta.url));

/**
 * Ranks in a thread of its own, which begins with the first question: a large closure takes longer than others may wait.
 * Questions are answered in turn; a thread that ends under them is told to all who wait, and the next question begins another.
 */
export function threadRanking(begin: () => Worker = beginThread): Ranking {
  let thread: Worker | null = null;
  let waiting: Caller[] = [];
  const start = (): Worker => {
    const started = begin();
    started.on('message', (answer: RankingAnswer) => {
      const caller = waiting.shift();
      if (waiting.length === 0) started.unref();
      if ('fault' in answer) caller?.reject(answer.fault);
      else caller?.resolve(answer.rootCause);
    });
    const giveUp = (cause?: unknown) => {
      if (thread !== started) return;
      const left = waiting;
      [thread, waiting] = [null, []];
      for (const { reject } of left)
        reject(new GraphUnavailable('the thread that ranks causes ended; ask again', { cause }));
    };
    started.on('error', giveUp);
    started.on('exit', () => giveUp());
    return started;
  };
  return {
    rank(question, known, first) {
      thread ??= start();
      thread.ref();
      const task: RankingTask = { question, known, first };
      thread.postMessage(task, buffersOf(known));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async close() {
      await thread?.terminate();
    },
  };
}

const buffersOf = ({ series }: Known): ArrayBuffer[] => [
  ...new Set(series.flatMap(({ baseline, recent }) => [baseline.values.buffer, recent.values.buffer])),
];
