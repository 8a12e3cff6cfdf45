import { describe, expect, it } from '@jest/globals';
import type { MetricDefinitionDocument } from './document.ts';
import { impossibleRetention } from './retention-policies.ts';

const faultsOf = (retention: object, more: object = {}) =>
  impossibleRetention({
    method: { kind: 'ratio' },
    window: 'PT1H',
    retention,
    ...more,
  } as MetricDefinitionDocument['spec']).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a retention that can never be kept to', () => {
  it.each([
    ['steps of half windows', { raw: 'P90D', step: 'PT90M' }, {}, 'step: PT90M is no whole number of windows of PT1H'],
    ['steps of one window', { raw: 'P90D', step: 'PT1H' }, {}, 'step: PT1H is no whole number of windows'],
    ['raw shorter than a step', { raw: 'PT6H', step: 'P1D' }, {}, 'raw: PT6H is shorter than the step P1D'],
    ['nothing kept merged', { raw: 'P90D', step: 'P1D', keep: 'P90D' }, {}, 'keep: P90D is no longer than raw, P90D'],
    [
      'of an expression',
      { raw: 'P90D', step: 'P1D' },
      { method: { kind: 'expression' } },
      ': an expression keeps nothing',
    ],
    ['of freshness', { raw: 'P90D', step: 'P1D' }, { method: { kind: 'freshness' } }, ': the newest event of a window'],
  ])('%s', (_, retention, more, message) => {
    expect(faultsOf(retention, more)).toEqual([expect.stringContaining(message)]);
  });

  it('is not one of days kept for two years', () => {
    expect(faultsOf({ raw: 'P90D', step: 'P1D', keep: 'P2Y' })).toEqual([]);
    expect(impossibleRetention({ window: 'PT1H' } as MetricDefinitionDocument['spec'])).toEqual([]);
  });
});
