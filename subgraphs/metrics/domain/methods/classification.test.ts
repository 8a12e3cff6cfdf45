import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { StoredComponents } from '../components.ts';
import type { ClassificationMethod } from '../method.ts';
import type { Components } from '../observation.ts';
import { rulesOf } from '../rules-of.ts';
import { areaUnderRoc, averagePrecision } from './score-measures.ts';

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
  ece_10_equal_width: number;
  ece_15_equal_width: number;
  roc_auc: number;
  pr_auc_average_precision: number;
}

interface Row {
  label: number;
  score: number;
  called: number;
}

const NOW = { baseline: null, end: 0 };
const CLIP = 1e-15;
const clipped = (score: number): number => Math.min(1 - CLIP, Math.max(CLIP, score));
const count = (rows: Row[], label: number, called: number): number =>
  rows.filter((row) => row.label === label && row.called === called).length;

const confusion = (rows: Row[]): Components => ({
  confusion: { tp: count(rows, 1, 1), fp: count(rows, 0, 1), fn: count(rows, 1, 0), tn: count(rows, 0, 0) },
});
const costs = (rows: Row[], cost: (row: Row) => number): Components => ({
  count: rows.length,
  sum: rows.reduce((sum, row) => sum + cost(row), 0),
});
const scores = (rows: Row[], bins: number): Components => {
  const [positive, negative, sums]: Record<string, number>[] = [{}, {}, {}];
  for (const { label, score } of rows) {
    const bin = Math.min(Math.floor(score * bins), bins - 1);
    const counts = (label ? positive : negative) as Record<string, number>;
    counts[bin] = (counts[bin] ?? 0) + 1;
    (sums as Record<string, number>)[bin] = (sums?.[bin] ?? 0) + score;
  }
  return { scores: { positive, negative, sums } };
};

/** What a producer observes of one batch of labelled predictions. */
const MEASURES: [keyof Expected, Omit<ClassificationMethod, 'kind'>, (rows: Row[]) => Components][] = [
  ['accuracy', { measure: 'accuracy' }, confusion],
  ['precision', { measure: 'precision' }, confusion],
  ['recall', { measure: 'recall' }, confusion],
  ['f1', { measure: 'f1' }, confusion],
  ['brier', { measure: 'brier' }, (rows) => costs(rows, ({ label, score }) => (score - label) ** 2)],
  [
    'log_loss_clip_1e15',
    { measure: 'log-loss' },
    (rows) => costs(rows, ({ label, score }) => -Math.log(label ? clipped(score) : 1 - clipped(score))),
  ],
  ['ece_10_equal_width', { measure: 'calibration-error' }, (rows) => scores(rows, 10)],
  ['ece_15_equal_width', { measure: 'calibration-error', bins: 15 }, (rows) => scores(rows, 15)],
];

const rowsOf = ({ y_true, y_prob, threshold }: Scored): Row[] =>
  y_true.map((label, index): Row => {
    const score = y_prob[index] ?? 0;
    return { label, score, called: score >= threshold ? 1 : 0 };
  });

const rulesFor = (method: Omit<ClassificationMethod, 'kind'>, unit = '1') =>
  rulesOf({ method: { kind: 'classification', ...method }, unit });

const readBy = (rules: ReturnType<typeof rulesFor>, components: Components): StoredComponents => {
  const reading = rules.read(components);
  if (!reading.ok) throw new Error(reading.message);
  return reading.components;
};

describe('measures of classification against scikit-learn, from batches merged', () => {
  const cases = casesOf<Expected>('classification');

  it.each(cases.flatMap((one) => MEASURES.map((row) => [`${one.id} ${row[0]}`, one, row] as const)))(
    '%s',
    (_, { input, expected }, [name, method, observed]) => {
      const rows = rowsOf(dataOf<Scored>(input));
      const rules = rulesFor(method);
      const batches = [rows.slice(0, rows.length / 2), rows.slice(rows.length / 2)];
      const merged = rules.merge(batches.map((batch) => readBy(rules, observed(batch))));
      expect(rules.compute(merged, NOW)).toBeCloseTo(expected[name], 9);
      expect(rules.sampleSize(merged)).toBe(rows.length);
    },
  );

  it.each(cases)('$id areas under curves, a bin for each score', ({ input, expected }) => {
    const rows = rowsOf(dataOf<Scored>(input));
    const distinct = [...new Set(rows.map(({ score }) => score))].sort((a, b) => a - b);
    const counts = (label: number) => {
      const byScore = Map.groupBy(
        rows.filter((row) => row.label === label),
        ({ score }) => score,
      );
      return distinct.map((score) => byScore.get(score)?.length ?? 0);
    };
    expect(areaUnderRoc(counts(1), counts(0))).toBeCloseTo(expected.roc_auc, 9);
    expect(averagePrecision(counts(1), counts(0))).toBeCloseTo(expected.pr_auc_average_precision, 9);
  });

  it.each(cases)('$id areas under curves over a hundred bins, within a hundredth', ({ input, expected }) => {
    const rows = rowsOf(dataOf<Scored>(input));
    for (const [measure, exact] of [
      ['auc-roc', expected.roc_auc],
      ['auc-pr', expected.pr_auc_average_precision],
    ] as const) {
      const rules = rulesFor({ measure });
      const found = rules.compute(readBy(rules, scores(rows, 100)), NOW) ?? Number.NaN;
      expect(Math.abs(found - exact)).toBeLessThan(0.01);
    }
  });
});

describe('merging and then computing equals computing over the union', () => {
  const row = fc
    .record({ label: fc.constantFrom(0, 1), score: fc.integer({ min: 0, max: 1000 }) })
    .map(({ label, score }): Row => ({ label, score: score / 1000, called: score >= 500 ? 1 : 0 }));
  const binned: typeof MEASURES = [
    ['roc_auc', { measure: 'auc-roc' }, (rows) => scores(rows, 100)],
    ['pr_auc_average_precision', { measure: 'auc-pr' }, (rows) => scores(rows, 100)],
  ];
  it.each([...MEASURES, ...binned])('%s', (_, method, observed) => {
    const rules = rulesFor(method);
    const parts = fc.array(fc.array(row, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, (batches) => {
        const merged = rules.merge(batches.map((batch) => readBy(rules, observed(batch))));
        const [found, expected] = [
          rules.compute(merged, NOW),
          rules.compute(readBy(rules, observed(batches.flat())), NOW),
        ];
        expect(found === null).toBe(expected === null);
        expect(found ?? 0).toBeCloseTo(expected ?? 0, 9);
      }),
    );
  });
});

describe('classification', () => {
  it('counts in hundredths where the unit says so', () => {
    const rules = rulesFor({ measure: 'recall' }, '%');
    expect(rules.compute(readBy(rules, { confusion: { tp: 3, fp: 0, fn: 1, tn: 0 } }), NOW)).toBe(75);
  });

  it('tells how many of the predictions have labels, once every part told how many there were', () => {
    const rules = rulesFor({ measure: 'accuracy' });
    const told = readBy(rules, { confusion: { tp: 30, fp: 0, fn: 0, tn: 20, predictions: 80 } });
    const untold = readBy(rules, { confusion: { tp: 1, fp: 0, fn: 0, tn: 0 } });
    expect(rules.evidence(rules.merge([told, told]), NOW).labelCoverage).toBe(0.625);
    expect(rules.evidence(rules.merge([told, untold]), NOW).labelCoverage).toBeNull();
  });

  it.each<[string, ClassificationMethod['measure'], Components, string]>([
    [
      'nothing was called positive',
      'precision',
      { confusion: { tp: 0, fp: 0, fn: 3, tn: 9 } },
      'nothing was called positive',
    ],
    ['nothing was positive', 'recall', { confusion: { tp: 0, fp: 2, fn: 0, tn: 9 } }, 'nothing was positive'],
    ['there is one class only', 'auc-roc', { scores: { positive: { '3': 4 } } }, 'it takes a positive and a negative'],
    [
      'there are no labels',
      'accuracy',
      { confusion: { tp: 0, fp: 0, fn: 0, tn: 0 } },
      'there are no labelled predictions',
    ],
  ])('has no value, not 0, where %s', (_, measure, components, reason) => {
    const rules = rulesFor({ measure });
    const read = readBy(rules, components);
    expect(rules.compute(read, NOW)).toBeNull();
    expect(rules.whyNone(read, NOW)).toBe(reason);
  });

  it.each<[string, ClassificationMethod['measure'], Components, string]>([
    ['a negative count', 'f1', { confusion: { tp: -1, fp: 0, fn: 0, tn: 0 } }, 'confusion.tp is -1'],
    [
      'more labels than predictions',
      'f1',
      { confusion: { tp: 3, fp: 0, fn: 0, tn: 0, predictions: 2 } },
      'predictions is 2, fewer than the 3 with labels',
    ],
    [
      'a bin beyond the definition’s',
      'auc-roc',
      { scores: { positive: { '100': 1 } } },
      'scores.positive has a bin "100"; the bins are 0 to 99',
    ],
    [
      'a negative count of scores',
      'auc-pr',
      { scores: { negative: { '0': -2 } } },
      'scores.negative counts -2 in bin 0',
    ],
    [
      'scores that cannot lie in their bin',
      'calibration-error',
      { scores: { positive: { '1': 10 }, sums: { '1': 9 } } },
      'scores.sums is 9 in bin 1; 10 scores there sum to 1 to 2',
    ],
    ['a bare value', 'auc-roc', { value: 0.9 }, 'value is not what it is made of'],
    ['a loss below zero', 'log-loss', { count: 2, sum: -1 }, 'is never negative'],
  ])('refuses %s', (_, measure, components, message) => {
    expect(rulesFor({ measure }).read(components)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });
});
