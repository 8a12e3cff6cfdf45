import { describe, expect, it } from '@jest/globals';
import { datasetId } from '../../../vocabulary/asset-id.ts';
import { accuracyOn, CHURN, DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import { accept } from './accept.ts';
import type { Observation } from './observation.ts';

const NOW = FIRST_DAY + DAY;
const known = (...definitions: ReturnType<typeof definition>[]) => new Map(definitions.map((one) => [one.name, one]));

const accepted = (more: Partial<Observation>, by = definition()) => accept(known(by), accuracyOn(0, 900, more), NOW);

describe('accept', () => {
  it('makes a measurement under the fingerprint of the definition', () => {
    expect(accepted({ dimensions: { region: 'eu', cohort: 'new' }, traceId: 'abc' })).toEqual({
      ok: true,
      measurement: {
        name: 'prediction.accuracy',
        fingerprint: 'f1',
        asset: CHURN,
        dimensions: '[["cohort","new"],["region","eu"]]',
        end: NOW,
        duration: DAY,
        components: { numerator: 900, denominator: 1000 },
        traceIds: ['abc'],
        recordedAt: NOW,
      },
    });
  });

  it('takes a bare ratio for one sample, in the unit of the definition', () => {
    expect(accepted({ components: { value: 91 } }, definition({ unit: '%' }))).toMatchObject({
      measurement: { components: { numerator: 0.91, denominator: 1 } },
    });
  });

  it('takes nothing of nothing for no data', () => {
    expect(accepted({ components: { numerator: 0, denominator: 0 } }).ok).toBe(true);
  });

  it('takes an observation of the whole baseline, however long', () => {
    const by = definition({ baseline: { kind: 'pinned', from: FIRST_DAY - 30 * DAY, to: NOW } });
    expect(accepted({ duration: duration('P30D') }, by).ok).toBe(true);
  });

  it.each<[string, Partial<Observation>, string, string]>([
    [
      'an unknown metric',
      { metric: 'prediction.acuracy' },
      'NOT_FOUND',
      'no metric definition is named "prediction.acuracy"; did you mean "prediction.accuracy"?',
    ],
    [
      'a metric like no other',
      { metric: 'zzz' },
      'NOT_FOUND',
      'no metric definition is named "zzz"; apply its definition to the catalog first',
    ],
    [
      'an asset of another kind',
      { asset: datasetId('a', 'b') },
      'BAD_USER_INPUT',
      'prediction.accuracy applies to DEPLOYMENT; dataset/a/b is a DATASET',
    ],
    [
      'a time in the future',
      { time: NOW + 6 * 60_000 },
      'BAD_USER_INPUT',
      'time 2026-09-02T00:06:00.000Z lies in the future; it is 2026-09-02T00:00:00.000Z here',
    ],
    ['NaN', { components: { value: Number.NaN } }, 'BAD_USER_INPUT', 'value is NaN; a finite number is needed'],
    [
      'an infinite count',
      { components: { bins: { a: Number.POSITIVE_INFINITY } } },
      'BAD_USER_INPUT',
      'bin "a" is Infinity; a finite number is needed',
    ],
    [
      'NaN deep within',
      { components: { scores: { positive: { '3': Number.NaN } } } },
      'BAD_USER_INPUT',
      'scores.positive.3 is NaN; a finite number is needed',
    ],
    [
      'a negative part',
      { components: { numerator: -1, denominator: 10 } },
      'BAD_USER_INPUT',
      'prediction.accuracy is a ratio: numerator is -1; it cannot be negative; it takes {numerator, denominator}, or {value} for the ratio of a single sample',
    ],
    [
      'components of another method',
      { components: { bins: { a: 1 } } },
      'BAD_USER_INPUT',
      'prediction.accuracy is a ratio: bins is not what a ratio is made of; it takes {numerator, denominator}, or {value} for the ratio of a single sample',
    ],
    [
      'a part greater than its whole',
      { components: { numerator: 11, denominator: 10 } },
      'BAD_USER_INPUT',
      '11 of 10 is no share, which prediction.accuracy is',
    ],
    [
      'a negative whole',
      { components: { numerator: 0, denominator: -1 } },
      'BAD_USER_INPUT',
      'prediction.accuracy is a ratio: denominator is -1; it cannot be negative; it takes {numerator, denominator}, or {value} for the ratio of a single sample',
    ],
    [
      'some of nothing',
      { components: { numerator: 1, denominator: 0 } },
      'BAD_USER_INPUT',
      'prediction.accuracy is a ratio: numerator is 1 of a denominator of 0; it takes {numerator, denominator}, or {value} for the ratio of a single sample',
    ],
    [
      'more than a window',
      { duration: duration('P7D') },
      'BAD_USER_INPUT',
      'duration P7D is longer than the window P1D of prediction.accuracy; only an observation of the baseline may be',
    ],
  ])('refuses %s', (_, more, code, message) => {
    expect(accepted(more)).toEqual({ ok: false, code, message });
  });
});
