import { Worker } from 'node:worker_threads';
import { GraphUnavailable } from '../../../platform/errors.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Grid, MeasuredSeries } from '../domain/root-cause/question.ts';
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
    async rank(question, { own, upstream, baselines }, first) {
      thread ??= start();
      thread.ref();
      const asked = thread;
      const callers = waiting;
      tasks += 1;
      const task = tasks;
      const answer = new Promise<RootCause>((resolve, reject) => {
        callers.set(task, { read: baselines, resolve, reject });
      });
      send(asked, { task, question, own }, gridsOf(own));
      const told = upstream((series) => send(asked, { task, series }, gridsOf(series))).then((known) => {
        send(asked, { task, upstream: known, first }, []);
        return answer;
      });
      try {
        // What ends the thread, or goes wrong in it, is told at once; no answer comes before all is read.
        return await Promise.race([answer, told]);
      } catch (fault) {
        if (callers.delete(task)) send(asked, { task, forget: true }, []);
        if (callers.size === 0) asked.unref();
        throw fault;
      }
    },
    async close() {
      await thread?.terminate();
    },
  };
}

async function tell(thread: Worker, task: number, { read }: Caller, wanted: readonly SeriesKey[]): Promise<void> {
  const windows = await read(wanted);
  send(
    thread,
    { task, windows },
    windows.map(({ baseline }) => baseline),
  );
}

const gridsOf = (series: readonly MeasuredSeries[]): Grid[] =>
  series.flatMap(({ baseline, recent }) => [baseline, recent]);

/** Baselines that were left out have nothing to give away, and giving away takes longer than a copy of nothing. */
const send = (thread: Worker, message: RankingMessage, grids: readonly Grid[]): void =>
  thread.postMessage(message, [...new Set(grids.flatMap(({ values }) => (values.length > 0 ? values.buffer : [])))]);
