import type { Instant } from '../../../vocabulary/duration.ts';
import { type BaselineAt, withoutBaseline } from '../domain/baseline.ts';
import type { FingerprintedKey } from '../domain/measurement.ts';
import { judgedBy } from '../domain/resume.ts';
import type { MeasuredWindow } from '../domain/window.ts';
import type { Arrival, MetricStore } from '../ports/metric-store.ts';
import { type BaselineQuestion, isSliced, keyOf, type Reading, readingOf, unknownOf } from './baseline-reading.ts';
import { KeptValues } from './kept-values.ts';
import { isOfValues, type Made, madeOf, valuesWithin } from './made-baselines.ts';

export type { DefinedMetric } from './baseline-reading.ts';

/**
 * Baselines of metrics. The latest of each is kept until something arrives within its range, and of one that moves on and
 * compares no components the values of its windows, so that only what came since is read for the next.
 */
export interface Baselines {
  /** One answer a question, in order, for the windows of its span. */
  of(questions: readonly BaselineQuestion[]): Promise<BaselineAt[]>;
  /** For who reads windows by itself, before it does: they need not be read for the baselines of later ones. */
  learning(): Learn;
  /** Forgets what something arrived within. */
  forget(arrivals: readonly Arrival[]): void;
  /** Forgets everything: something may have arrived, or gone, of which nobody is told here. */
  forgetAll(): void;
}

/** Takes all windows with data of a question's span, once they were read; nothing of them when something arrived meanwhile. */
export type Learn = (question: BaselineQuestion, windows: readonly MeasuredWindow[]) => void;

/** Baselines kept in memory; the least lately read go first. */
const KEPT = 20_000;

interface Kept {
  at: BaselineAt;
  judgedBy: string;
  /** End of the measurements it is made of. */
  end: Instant;
}

const textOf = ({ fingerprint, asset }: FingerprintedKey): string => `${fingerprint} ${asset}`;

export function baselinesIn(metrics: MetricStore, values = new KeptValues()): Baselines {
  const kept = new Map<string, Kept>();
  const keep = (text: string, baseline: Kept) => {
    kept.delete(text);
    kept.set(text, baseline);
    if (kept.size <= KEPT) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };
  const latestOf = ({ question, first, last }: Reading): BaselineAt | null => {
    const baseline = isSliced(question) ? null : kept.get(textOf(keyOf(question)));
    const isIt = first === last && baseline?.end === last && baseline.judgedBy === judgedBy(question.definition);
    return isIt ? baseline.at : null;
  };
  const withKnown = (reading: Reading): Reading =>
    isOfValues(reading.question)
      ? { ...reading, known: values.of(textOf(keyOf(reading.question)), reading.question.definition, reading.start) }
      : reading;
  const keepAll = ({ question, last }: Reading, { latest, past }: Made) => {
    if (isSliced(question)) return;
    const [text, { definition }] = [textOf(keyOf(question)), question];
    keep(text, { at: latest, judgedBy: judgedBy(definition), end: last });
    if (past) values.keep(text, definition, past.values, past.since);
  };
  let rounds = 0;
  return {
    async of(questions) {
      const readings = questions.map(readingOf);
      const answers = readings.map((reading) => (reading === null ? withoutBaseline : latestOf(reading)));
      const missing = readings.map((reading, index) =>
        reading === null || answers[index] ? null : withKnown(reading),
      );
      const round = rounds;
      const read = await unknownOf(metrics, missing);
      const made = missing.map((reading, index) => reading && madeOf(reading, read[index] ?? []));
      // What arrived while this was read may be missing from it.
      if (round === rounds)
        for (const [index, reading] of missing.entries()) {
          const one = made[index];
          if (reading && one) keepAll(reading, one);
        }
      return answers.map((answer, index) => answer ?? made[index]?.every ?? withoutBaseline);
    },
    learning() {
      const round = rounds;
      return (question, windows) => {
        if (round !== rounds || !isOfValues(question)) return;
        const found = valuesWithin(question, windows);
        if (found) values.extend(textOf(keyOf(question)), question.definition, found);
      };
    },
    forget(arrivals) {
      if (arrivals.length > 0) rounds++;
      for (const arrival of arrivals) {
        const text = textOf(arrival);
        const baseline = kept.get(text);
        if (baseline && arrival.earliest <= baseline.end) kept.delete(text);
        values.forgetFrom(text, arrival.earliest);
      }
    },
    forgetAll() {
      rounds++;
      kept.clear();
      values.forgetAll();
    },
  };
}
