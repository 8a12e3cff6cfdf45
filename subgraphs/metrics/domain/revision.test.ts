import { describe, expect, it } from '@jest/globals';
import { CHURN, DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import type { KeptMeasurement } from './measurement.ts';
import { revisionsOf } from './revision.ts';

const HOUR = DAY / 24;
const END = FIRST_DAY + DAY;
const CLOSED = END + 2 * HOUR;
const late = definition({ lateness: duration('PT2H') });

const taken = (recordedAt: number, more: Partial<KeptMeasurement> = {}): KeptMeasurement => ({
  name: late.name,
  fingerprint: late.fingerprint,
  asset: CHURN,
  dimensions: '',
  end: END,
  duration: DAY,
  components: { numerator: 1, denominator: 1 },
  traceIds: [],
  recordedAt,
  firstRecordedAt: recordedAt,
  ...more,
});

describe('a window is revised', () => {
  it('when something in it was replaced after it had closed', () => {
    const corrected = taken(CLOSED + 1, { firstRecordedAt: END });
    expect(revisionsOf(late, [corrected])).toEqual(new Map([[FIRST_DAY, CLOSED + 1]]));
  });

  it('when more came for it after it had closed', () => {
    const parts = [taken(END), taken(CLOSED + HOUR, { end: END - 1 })];
    expect(revisionsOf(late, parts)).toEqual(new Map([[FIRST_DAY, CLOSED + HOUR]]));
  });

  it('not while it waits for late data', () => {
    expect(revisionsOf(late, [taken(CLOSED, { firstRecordedAt: END })]).size).toBe(0);
  });

  it('not when all of it came late, such as a history that was loaded', () => {
    expect(revisionsOf(late, [taken(CLOSED + 90 * DAY)]).size).toBe(0);
  });
});
