/** The thread that ranks: told of a task, it answers with what the domain answers, or what went wrong; it may ask for baselines first. */
import { parentPort } from 'node:worker_threads';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Question } from '../domain/root-cause/question.ts';
import {
  type BaselineWindows,
  type Known,
  type Search,
  type SeriesKey,
  searchIn,
} from '../domain/root-cause/root-cause.ts';

/** A task, or the baselines that it asked for. */
export type RankingMessage =
  | { task: number; question: Question; known: Known; first: number }
  | { task: number; windows: readonly BaselineWindows[] };

export type RankingAnswer = { task: number } & (
  | { wanted: readonly SeriesKey[] }
  | { rootCause: RootCause }
  | { fault: unknown }
);

/** Those that wait for baselines. */
const searches = new Map<number, { search: Search; first: number }>();

parentPort?.on('message', (message: RankingMessage) => {
  const answer = (what: object) => parentPort?.postMessage({ task: message.task, ...what });
  try {
    answer('windows' in message ? answered(message) : begun(message));
  } catch (fault) {
    answer({ fault });
  }
});

function begun({ task, question, known, first }: Extract<RankingMessage, { known: Known }>): object {
  const search = searchIn(question, known);
  const { wanted } = search;
  if (wanted.length === 0) return { rootCause: search.answer(first) };
  searches.set(task, { search, first });
  return { wanted };
}

function answered({ task, windows }: Extract<RankingMessage, { windows: unknown }>): object {
  const waiting = searches.get(task);
  searches.delete(task);
  return { rootCause: waiting?.search.answer(waiting.first, windows) };
}
