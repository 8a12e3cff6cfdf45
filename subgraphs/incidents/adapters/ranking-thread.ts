/** The thread that ranks: told of a question and of what is read for it, it answers with what the domain answers, or what went wrong. */
import { parentPort } from 'node:worker_threads';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { MeasuredSeries, Question } from '../domain/root-cause/question.ts';
import {
  type BaselineWindows,
  type Inquiry,
  inquire,
  type Search,
  type SeriesKey,
  type Upstream,
} from '../domain/root-cause/root-cause.ts';

/** In the order in which they come for a task; of measurements any number. */
export type RankingMessage = { task: number } & (
  | { question: Question; own: readonly MeasuredSeries[] }
  | { series: readonly MeasuredSeries[] }
  | { upstream: Upstream; first: number }
  | { windows: readonly BaselineWindows[] }
  | { forget: true }
);

export type RankingAnswer = { task: number } & (
  | { wanted: readonly SeriesKey[] }
  | { rootCause: RootCause }
  | { fault: unknown }
);

const inquiries = new Map<number, Inquiry>();
/** Those that wait for baselines. */
const searches = new Map<number, { search: Search; first: number }>();

parentPort?.on('message', (message: RankingMessage) => {
  const { task } = message;
  try {
    const answer = answerTo(message);
    if (answer) parentPort?.postMessage({ task, ...answer });
  } catch (fault) {
    forget(task);
    parentPort?.postMessage({ task, fault });
  }
});

function forget(task: number): void {
  inquiries.delete(task);
  searches.delete(task);
}

function answerTo(message: RankingMessage): object | null {
  const { task } = message;
  if ('question' in message) inquiries.set(task, inquire(message.question, message.own));
  if ('series' in message) inquiries.get(task)?.take(message.series);
  if ('upstream' in message) return searched(task, message.upstream, message.first);
  if ('windows' in message) return compared(task, message.windows);
  if ('forget' in message) forget(task);
  return null;
}

function searched(task: number, upstream: Upstream, first: number): object | null {
  const search = inquiries.get(task)?.search(upstream);
  inquiries.delete(task);
  if (!search) return null;
  const { wanted } = search;
  if (wanted.length === 0) return { rootCause: search.answer(first) };
  searches.set(task, { search, first });
  return { wanted };
}

function compared(task: number, windows: readonly BaselineWindows[]): object | null {
  const waiting = searches.get(task);
  searches.delete(task);
  return waiting ? { rootCause: waiting.search.answer(waiting.first, windows) } : null;
}
