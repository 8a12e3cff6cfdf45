import { describe, expect, it } from '@jest/globals';
import { CHURN, DAY, FIRST_DAY } from '../fixtures.ts';
import { ActiveDimensions } from './active-dimensions.ts';
import { dimensionsText, type Measurement } from './measurement.ts';

const measurement = (dimensions: Record<string, string>): Measurement => ({
  name: 'accuracy',
  fingerprint: 'f1',
  asset: CHURN,
  dimensions: dimensionsText(dimensions),
  end: FIRST_DAY,
  duration: DAY,
  components: { numerator: 1, denominator: 1 },
  traceIds: [],
  recordedAt: FIRST_DAY,
});

const filled = () => {
  const active = new ActiveDimensions();
  for (let user = 0; user < 1000; user++)
    active.refusalOf(measurement({ user: `u${user}`, region: user % 2 ? 'eu' : 'us' }), FIRST_DAY);
  return active;
};

describe('the dimensions of a metric', () => {
  it('are refused past the bound, which the refusal names with the label to leave out', () => {
    expect(filled().refusalOf(measurement({ user: 'one more', region: 'eu' }), FIRST_DAY)).toBe(
      'accuracy of deployment/prod/churn has 1000 combinations of dimensions within a day, the most that one metric may have; leave out "user", which has 1000 values',
    );
  });

  it('go on for combinations that are known, for the whole, and for other metrics', () => {
    const active = filled();
    expect(active.refusalOf(measurement({ user: 'u7', region: 'eu' }), FIRST_DAY)).toBeNull();
    expect(active.refusalOf(measurement({}), FIRST_DAY)).toBeNull();
    expect(active.refusalOf({ ...measurement({ user: 'x' }), name: 'other' }, FIRST_DAY)).toBeNull();
  });

  it('make room for new ones once nothing arrived for the old ones in a day', () => {
    const active = filled();
    expect(active.refusalOf(measurement({ user: 'next day' }), FIRST_DAY + DAY)).not.toBeNull();
    expect(active.refusalOf(measurement({ user: 'next day' }), FIRST_DAY + DAY + 1)).toBeNull();
  });
});
