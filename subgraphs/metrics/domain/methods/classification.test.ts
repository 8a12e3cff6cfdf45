import { describe, expect, it } from '@jest/globals';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { Method } from '../method.ts';
import type { Components } from '../observation.ts';
import { rulesOf } from '../rules-of.ts';

interface Scored {
  y_true: number[];
  y_prob: number[];
  threshold: number;
}

interface Expected {
  accuracy: number;
  precision: number;
  recall: number;
  f1: number;
  brier: number;
  log_loss_clip_1e15: number;
}

const count = (rows: Row[], holds: (row: Row) => boolean): number => rows.filter(holds).length;

interface Row {
  label: number;
  score: number;
  called: number;
}

const CLIP = 1e-15;
const clipped = (score: number): number => Math.min(1 - CLIP, Math.max(CLIP, score));

/** What a producer observes of one batch of labelled predictions, for each measure of classification. */
const MEASURES: Record<keyof Expected, [Method['kind'], (rows: Row[]) => Components]> = {
  accuracy: [
    'ratio',
    (rows) => ({ numerator: count(rows, ({ label, called }) => label === called), denominator: rows.length }),
  ],
  precision: [
    'ratio',
    (rows) => ({
      numerator: count(rows, ({ label, called }) => label + called === 2),
      denominator: count(rows, ({ called }) => called === 1),
    }),
  ],
  recall: [
    'ratio',
    (rows) => ({
      numerator: count(rows, ({ label, called }) => label + called === 2),
      denominator: count(rows, ({ label }) => label === 1),
    }),
  ],
  // F1 = 2 TP / (2 TP + FP + FN), a ratio of counts as well.
  f1: [
    'ratio',
    (rows) => ({
      numerator: 2 * count(rows, ({ label, called }) => label + called === 2),
      denominator: count(rows, ({ label }) => label === 1) + count(rows, ({ called }) => called === 1),
    }),
  ],
  brier: [
    'mean',
    (rows) => ({ count: rows.length, sum: rows.reduce((sum, { label, score }) => sum + (score - label) ** 2, 0) }),
  ],
  log_loss_clip_1e15: [
    'mean',
    (rows) => ({
      count: rows.length,
      sum: rows.reduce((sum, { label, score }) => sum - Math.log(label ? clipped(score) : 1 - clipped(score)), 0),
    }),
  ],
};

describe('measures of classification against scikit-learn, from batches merged', () => {
  const cases = casesOf<Expected>('classification').flatMap(({ id, input, expected }) =>
    (Object.keys(MEASURES) as (keyof Expected)[]).map((measure) => ({
      id,
      input,
      measure,
      expected: expected[measure],
    })),
  );

  it.each(cases)('$id $measure', ({ input, measure, expected }) => {
    const { y_true, y_prob, threshold } = dataOf<Scored>(input);
    const rows = y_true.map((label, index): Row => {
      const score = y_prob[index] ?? 0;
      return { label, score, called: score >= threshold ? 1 : 0 };
    });
    const [kind, observed] = MEASURES[measure];
    const rules = rulesOf({ method: { kind } as Method, unit: '1' });
    const batches = [rows.slice(0, rows.length / 2), rows.slice(rows.length / 2)].map((batch) => {
      const reading = rules.read(observed(batch));
      if (!reading.ok) throw new Error(reading.message);
      return reading.components;
    });
    expect(rules.compute(rules.merge(batches), { baseline: null, end: 0 })).toBeCloseTo(expected, 9);
  });
});
