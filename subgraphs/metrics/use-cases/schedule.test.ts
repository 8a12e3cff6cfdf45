import { describe, expect, it } from '@jest/globals';
import { deploymentId } from '../../../vocabulary/asset-id.ts';
import { firstStanding } from '../domain/judge.ts';
import type { Judgement } from '../domain/judgement.ts';
import { judgedBy } from '../domain/resume.ts';
import { CHURN, DAY, definition, duration, FIRST_DAY, threshold } from '../fixtures.ts';
import { Schedule } from './schedule.ts';

const by = definition({ lateness: duration('PT2H') });
const known = new Map([[by.name, by]]);
const metric = { name: by.name, asset: CHURN };
const arrival = (day: number, more = {}) => ({
  ...metric,
  fingerprint: 'f1',
  earliest: FIRST_DAY + (day + 1) * DAY,
  ...more,
});
const noon = (day: number) => FIRST_DAY + day * DAY + DAY / 2;

const judgement = (day: number): Judgement => ({
  metric,
  definition: judgedBy(by),
  standing: firstStanding(by, FIRST_DAY + day * DAY),
  published: [],
  checkpoints: [],
});

const judgedTo = (day: number) =>
  new Schedule([{ ...metric, judgedUntil: FIRST_DAY + day * DAY, definition: judgedBy(by) }]);

describe('Schedule', () => {
  it('has a metric judged from its first window up to the last that is closed', () => {
    const schedule = new Schedule([]);
    schedule.note([arrival(3), arrival(5)], known);
    expect(schedule.due(known, noon(8))).toEqual([
      { metric, definition: by, reopened: FIRST_DAY + 3 * DAY, until: FIRST_DAY + 8 * DAY },
    ]);
  });

  it('waits for the lateness', () => {
    expect(judgedTo(8).due(known, FIRST_DAY + 9 * DAY + 3_600_000)).toEqual([]);
    expect(judgedTo(8).due(known, FIRST_DAY + 9 * DAY + 7_200_000)).toHaveLength(1);
  });

  it('tells when the next window of a metric closes, whatever is defined that nothing has', () => {
    const hourly = definition({ name: 'hourly', window: duration('PT1H') });
    const both = new Map([...known, [hourly.name, hourly]]);
    const [now, schedule] = [noon(8), judgedTo(8)];
    const daily = schedule.nextClose(both, now);
    schedule.note([{ ...metric, name: 'hourly', fingerprint: hourly.fingerprint, earliest: now }], both);
    const HOUR = 3_600_000;
    expect([daily, schedule.nextClose(both, now), schedule.nextClose(both, now + 1)]).toEqual([
      FIRST_DAY + 9 * DAY + 2 * HOUR,
      now + HOUR,
      now + HOUR,
    ]);
    expect(new Schedule([]).nextClose(both, now)).toBeNull();
  });

  it('opens judged windows again when something arrives for them, once', () => {
    const schedule = judgedTo(8);
    schedule.note([arrival(4)], known);
    expect(schedule.due(known, noon(8))).toEqual([expect.objectContaining({ reopened: FIRST_DAY + 4 * DAY })]);
    schedule.judged([judgement(8)]);
    expect(schedule.due(known, noon(8))).toEqual([]);
  });

  it('does not open anything for data of an earlier version', () => {
    const schedule = judgedTo(8);
    schedule.note([arrival(4, { fingerprint: 'f0' }), arrival(4, { name: 'unknown' })], known);
    expect(schedule.due(known, noon(8))).toEqual([]);
  });

  it('judges again what is to be judged otherwise', () => {
    const revised = definition({ lateness: duration('PT2H'), thresholds: [threshold({ value: 0.8 })] });
    expect(judgedTo(8).due(new Map([[by.name, revised]]), noon(8))).toHaveLength(1);
  });

  it('catches up after a long absence in the order of time over all metrics', () => {
    const schedule = new Schedule([]);
    const assets = Array.from({ length: 100 }, (_, index) => deploymentId('prod', `m${index}`));
    schedule.note(
      assets.map((asset) => arrival(0, { asset })),
      known,
    );
    const due = schedule.due(known, noon(1000));
    expect(due).toHaveLength(100);
    const ends = new Set(due.map(({ until }) => (until - FIRST_DAY) / DAY));
    expect([...ends]).toEqual([256]);
  });
});
