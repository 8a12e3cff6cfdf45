import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../../test/data/oracles/oracles.ts';
import type { StoredComponents } from '../components.ts';
import type { ClassificationMethod } from '../method.ts';
import type { Components } from '../observation.ts';
import { rulesOf } from '../rules-of.ts';

type Counts = Record<string, number>;

/** NannyML's own data set, as counts by bin of the score. */
const { scores, chunkSize } = JSON.parse(
  readFileSync(new URL('../../../../test/data/oracles/car_loan.json', import.meta.url), 'utf8'),
) as {
  chunkSize: number;
  scores: {
    bins: number;
    threshold: number;
    reference: { positive: Counts; negative: Counts };
    chunks: Record<string, Counts>;
  };
};

/** Our name of each measure, and NannyML's. */
const MEASURES = [
  ['accuracy', 'accuracy'],
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['f1', 'f1'],
  ['auc-roc', 'roc_auc'],
  ['auc-pr', 'average_precision'],
] as const;

type Theirs = (typeof MEASURES)[number][1];
type Expected = Record<Theirs, { estimated: number; realized: number; sampling_error: number }>;

const rulesFor = (measure: ClassificationMethod['measure'], more: Partial<ClassificationMethod> = {}) =>
  rulesOf({ method: { kind: 'classification', measure, estimated: true, ...more }, unit: '1' });

const readBy = (rules: ReturnType<typeof rulesFor>, components: Components): StoredComponents => {
  const reading = rules.read(components);
  if (!reading.ok) throw new Error(reading.message);
  return reading.components;
};

const TOLERANCE = 0.005;

describe('performance estimated from scores alone, against NannyML', () => {
  const cases = casesOf<Expected, { start_index: number }>('cbpe_nannyml');

  it.each(cases.flatMap((one) => MEASURES.map((names) => [`${one.id} ${names[0]}`, one, names] as const)))(
    '%s',
    (_, { input, expected }, [measure, theirs]) => {
      const unlabelled = scores.chunks[input.start_index / chunkSize] as Counts;
      const rules = rulesFor(measure, { threshold: scores.threshold });
      const context = { baseline: readBy(rules, { scores: scores.reference }), end: 0 };
      const found = rules.compute(readBy(rules, { scores: { unlabelled } }), context) ?? Number.NaN;
      expect(Math.abs(found - expected[theirs].estimated)).toBeLessThan(TOLERANCE);
      expect(rules.sampleSize(readBy(rules, { scores: { unlabelled } }))).toBe(chunkSize);
    },
  );
});

describe('an estimate', () => {
  const baseline = { scores: { positive: { '10': 10, '90': 90 }, negative: { '10': 90, '90': 10 } } };

  it('expects of each bin what the baseline had in it', () => {
    const rules = rulesFor('accuracy');
    const window = readBy(rules, { scores: { unlabelled: { '10': 40, '90': 60 } } });
    expect(rules.compute(window, { baseline: readBy(rules, baseline), end: 0 })).toBeCloseTo(0.9, 12);
  });

  it('lies between two bins for a score that the baseline did not have', () => {
    const rules = rulesFor('precision');
    const window = readBy(rules, { scores: { unlabelled: { '50': 40 } } });
    expect(rules.compute(window, { baseline: readBy(rules, baseline), end: 0 })).toBeCloseTo(0.5, 12);
  });

  it('merges windows before it computes', () => {
    const rules = rulesFor('recall');
    const context = { baseline: readBy(rules, baseline), end: 0 };
    const counts: Counts[] = [{ '10': 40 }, { '90': 3, '10': 7 }];
    const parts = counts.map((unlabelled) => readBy(rules, { scores: { unlabelled } }));
    const union = readBy(rules, { scores: { unlabelled: { '10': 47, '90': 3 } } });
    expect(rules.compute(rules.merge(parts), context)).toBe(rules.compute(union, context));
  });

  it.each([
    ['without a baseline', null, 'there are no data in the baseline to calibrate the scores on'],
    [
      'without labels in it',
      { scores: { unlabelled: { '10': 4 } } },
      'the baseline has no labels to calibrate the scores on',
    ],
  ])('is none %s', (_, components, reason) => {
    const rules = rulesFor('accuracy');
    const context = { baseline: components && readBy(rules, components), end: 0 };
    const window = readBy(rules, { scores: { unlabelled: { '10': 4 } } });
    expect(rules.compute(window, context)).toBeNull();
    expect(rules.whyNone(window, context)).toBe(reason);
  });
});
