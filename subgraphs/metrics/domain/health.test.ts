import { describe, expect, it } from '@jest/globals';
import { CHURN, definition, FIRST_DAY, threshold } from '../fixtures.ts';
import { byStatus, type HealthStatus, healthOf, statusOf, verdictOf, worstOf } from './health.ts';
import { firstStanding } from './judge.ts';
import type { Standing, ThresholdStanding } from './judgement.ts';
import type { Phase } from './phase.ts';
import type { Severity } from './threshold.ts';
import type { VerdictKind } from './verdict.ts';

const verdict = (kind: VerdictKind) => ({ kind, since: FIRST_DAY, reason: `${kind}.`, sampleSize: 1000 });

const against = (phase: Phase['kind'], kind: VerdictKind, severity: Severity = 'CRITICAL'): ThresholdStanding => ({
  threshold: threshold({ severity }),
  phase: phase === 'NORMAL' ? { kind: phase, blipUntil: null } : { kind: phase, onset: FIRST_DAY, windows: 1 },
  wasBreached: false,
  turns: [],
  verdict: verdict(kind),
});

const standing = (...thresholds: ThresholdStanding[]): Standing => ({
  ...firstStanding(definition(), FIRST_DAY),
  verdict: verdict('NORMAL'),
  thresholds,
});

describe('statusOf a metric', () => {
  it.each<[string, ThresholdStanding[], HealthStatus]>([
    ['a critical threshold is breached', [against('BREACHED', 'PERSISTENT')], 'DEGRADED'],
    ['a warning is breached', [against('BREACHED', 'PERSISTENT', 'WARNING')], 'AT_RISK'],
    ['a breach is pending', [against('PENDING', 'NORMAL')], 'AT_RISK'],
    ['it recovers', [against('RECOVERING', 'RECOVERING')], 'AT_RISK'],
    ['it flaps', [against('NORMAL', 'FLAPPING')], 'AT_RISK'],
    ['a breach was a blip', [against('NORMAL', 'BLIP')], 'HEALTHY'],
    ['there are no thresholds', [], 'HEALTHY'],
    [
      'one of two thresholds cannot be told',
      [against('NORMAL', 'NORMAL'), against('NORMAL', 'INSUFFICIENT_DATA')],
      'HEALTHY',
    ],
    ['nothing can be told', [against('BREACHED', 'INSUFFICIENT_DATA')], 'NO_DATA'],
  ])('when %s', (_, thresholds, expected) => {
    expect(statusOf(standing(...thresholds))).toBe(expected);
  });

  it('knows nothing of what was never judged', () => {
    expect(statusOf(null)).toBe('NO_DATA');
    expect(statusOf(firstStanding(definition(), FIRST_DAY))).toBe('NO_DATA');
  });
});

describe('verdictOf a metric', () => {
  it('takes the one that matters most', () => {
    const worst = verdictOf(
      standing(
        against('NORMAL', 'NORMAL'),
        against('BREACHED', 'PERSISTENT', 'WARNING'),
        against('RECOVERING', 'RECOVERING'),
      ),
    );
    expect(worst.kind).toBe('PERSISTENT');
  });

  it('tells what stood when the data ended', () => {
    const stood = {
      ...against('BREACHED', 'INSUFFICIENT_DATA'),
      verdict: { ...verdict('INSUFFICIENT_DATA'), reason: 'It stood.' },
    };
    const silent = {
      ...standing(against('NORMAL', 'INSUFFICIENT_DATA'), stood),
      verdict: verdict('INSUFFICIENT_DATA'),
    };
    expect(verdictOf(silent).reason).toBe('It stood.');
  });
});

describe('healthOf an asset', () => {
  const metric = (name: string) => ({ name, asset: CHURN });

  it('is as bad as its worst metric, and says which', () => {
    const health = healthOf([
      { metric: metric('a'), standing: null },
      { metric: metric('b'), standing: standing() },
      { metric: metric('c'), standing: standing(against('BREACHED', 'PERSISTENT')) },
    ]);
    expect(health).toEqual({
      status: 'DEGRADED',
      contributions: [
        { metric: metric('c'), status: 'DEGRADED' },
        { metric: metric('a'), status: 'NO_DATA' },
        { metric: metric('b'), status: 'HEALTHY' },
      ],
    });
  });

  it('is unknown when all of its metrics are', () => {
    expect(healthOf([{ metric: metric('a'), standing: null }])?.status).toBe('NO_DATA');
  });

  it('does not exist without metrics', () => {
    expect(healthOf([])).toBeNull();
  });

  it('does not let a metric without data hide one that has', () => {
    expect(worstOf(['NO_DATA', 'HEALTHY'])).toBe('HEALTHY');
    expect(['HEALTHY', 'NO_DATA', 'DEGRADED', 'AT_RISK'].toSorted(byStatus as never)).toEqual([
      'DEGRADED',
      'AT_RISK',
      'NO_DATA',
      'HEALTHY',
    ]);
  });
});
