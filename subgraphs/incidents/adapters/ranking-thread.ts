/** The thread that ranks: told a task, it answers with what the domain answers, or what went wrong. */
import { parentPort } from 'node:worker_threads';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Question } from '../domain/root-cause/question.ts';
import { type Known, rootCauseOf } from '../domain/root-cause/root-cause.ts';

export interface RankingTask {
  question: Question;
  known: Known;
  first: number;
}

export type RankingAnswer = { rootCause: RootCause } | { fault: unknown };

parentPort?.on('message', (task: RankingTask) => parentPort?.postMessage(answered(task)));

function answered({ question, known, first }: RankingTask): RankingAnswer {
  try {
    return { rootCause: rootCauseOf(question, known, first) };
  } catch (fault) {
    return { fault };
  }
}
