/** The thread that ranks: told a task, it answers with what the domain answers, or what went wrong. */
import { parentPort } from 'node:worker_threads';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Question } from '../domain/root-cause/question.ts';
import { rootCauseOf } from '../domain/root-cause/root-cause.ts';
import type { Evidence } from '../ports/ranking.ts';
import { unpackedSeries } from '../use-cases/unpacked-series.ts';

export interface RankingTask {
  question: Question;
  evidence: Evidence;
  first: number;
}

export type RankingAnswer = { rootCause: RootCause } | { fault: unknown };

parentPort?.on('message', (task: RankingTask) => parentPort?.postMessage(answered(task)));

function answered({ question, evidence, first }: RankingTask): RankingAnswer {
  try {
    return { rootCause: rootCauseOf(question, { ...evidence, series: evidence.series.map(unpackedSeries) }, first) };
  } catch (fault) {
    return { fault };
  }
}
