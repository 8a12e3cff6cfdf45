import { describe, expect, it } from '@jest/globals';
import type { Method, MetricDefinitionDocument } from './document.ts';
import { impossibleMethod } from './method-policies.ts';

const BASELINE = { kind: 'pinned' as const, from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z' };

const faultsOf = (method: object, baseline: typeof BASELINE | undefined = BASELINE) =>
  impossibleMethod({ method: method as Method, baseline } as MetricDefinitionDocument['spec']).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

const distance = (more: object) => ({ kind: 'distance', bins: { kind: 'edges', edges: [1, 2] }, ...more });
const classification = (more: object) => ({ kind: 'classification', ...more });

describe('a method that can never be computed', () => {
  it.each([
    [
      'ks over categories',
      distance({ measure: 'ks', bins: { kind: 'categories', categories: ['a'] } }),
      'bins: categories have no order',
    ],
    [
      'wasserstein without a scale',
      distance({ measure: 'wasserstein', bins: { kind: 'deciles', of: 'baseline' } }),
      'bins: the wasserstein distance',
    ],
    [
      'an index divided by a deviation',
      distance({ measure: 'psi', normalised: true }),
      'normalised: goes with wasserstein only',
    ],
    [
      'an estimate of what needs labels',
      classification({ measure: 'brier', estimated: true }),
      'estimated: brier needs labels',
    ],
    ['bins of a confusion', classification({ measure: 'recall', bins: 10 }), 'bins: recall has no bins'],
    [
      'a threshold of a confusion',
      classification({ measure: 'recall', threshold: 0.5 }),
      'threshold: goes with estimates only',
    ],
    [
      'a threshold within a bin',
      classification({ measure: 'recall', estimated: true, threshold: 0.655 }),
      'threshold: 0.655 lies within a bin of the 100',
    ],
  ])('%s', (_, method, fault) => {
    expect(faultsOf(method)).toEqual([expect.stringContaining(fault)]);
  });

  it('an estimate without labels to calibrate on', () => {
    const method = classification({ measure: 'f1', estimated: true, threshold: 0.65 });
    expect(faultsOf(method)).toEqual([]);
    expect(impossibleMethod({ method, baseline: undefined } as never).map(({ message }) => message)).toEqual([
      "an estimate is calibrated on a baseline's labels; give spec.baseline",
    ]);
  });
});
