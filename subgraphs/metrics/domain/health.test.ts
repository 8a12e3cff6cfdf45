import { describe, expect, it } from '@jest/globals';
import { CHURN, definition, FIRST_DAY, threshold } from '../fixtures.ts';
import type { MetricCategory } from './definition.ts';
import { byStatus, type HealthStatus, type HealthSubject, healthOf, statusOf, verdictOf, worstOf } from './health.ts';
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
  change: null,
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
  const subject = (name: string, category: MetricCategory, ...thresholds: ThresholdStanding[]): HealthSubject => ({
    metric: { name, asset: CHURN },
    category,
    standing: standing(...thresholds),
  });
  const unknown = (name: string, category: MetricCategory): HealthSubject => ({
    ...subject(name, category),
    standing: null,
  });
  const breached = (severity: Severity = 'CRITICAL') => against('BREACHED', 'PERSISTENT', severity);

  it('is as bad as its worst metric, and says which', () => {
    const health = healthOf(
      [unknown('a', 'LATENCY'), subject('b', 'FAILURES'), subject('c', 'ACCURACY', breached())],
      [],
    );
    expect(health).toMatchObject({
      status: 'DEGRADED',
      contributions: [
        { metric: { name: 'c' }, status: 'DEGRADED' },
        { metric: { name: 'a' }, status: 'NO_DATA' },
        { metric: { name: 'b' }, status: 'HEALTHY' },
      ],
    });
  });

  it('scores nothing when a critical threshold is breached, however well all else is', () => {
    const well = (['LATENCY', 'FAILURES', 'THROUGHPUT', 'RESOURCES'] as const).map((one) => subject(one, one));
    expect(healthOf([...well, subject('c', 'ACCURACY', breached())], [])?.score).toBe(0);
    expect(healthOf(well, [])?.score).toBe(1);
  });

  it('is the geometric mean of its categories, each by its worst metric and none above 0.3', () => {
    const risky = [subject('a', 'LATENCY', breached('WARNING')), subject('a2', 'LATENCY')];
    expect(healthOf(risky, [])?.score).toBeCloseTo(0.5 ** 0.3, 12);
    const four = [...risky, subject('b', 'FAILURES'), subject('c', 'ACCURACY'), subject('d', 'RESOURCES')];
    expect(healthOf(four, [])?.score).toBeCloseTo(0.5 ** 0.25, 12);
    expect(healthOf(four, [])?.categories[0]).toEqual({
      category: 'LATENCY',
      status: 'AT_RISK',
      score: 0.5,
      weight: 0.25,
    });
  });

  it('is less certain, not worse, for what is missing', () => {
    const metrics = [subject('a', 'LATENCY'), unknown('b', 'FAILURES')];
    expect(healthOf(metrics, ['LATENCY', 'FAILURES', 'ACCURACY', 'FRESHNESS'])).toMatchObject({
      status: 'HEALTHY',
      score: 1,
      confidence: 0.25,
    });
  });

  it('is not degraded by drift alone, since accuracy may stay what it was', () => {
    const drifting = subject('psi', 'DRIFT', breached());
    expect(healthOf([drifting, subject('auc', 'ACCURACY')], [])).toMatchObject({
      status: 'AT_RISK',
      score: 0.5 ** 0.3,
    });
    expect(healthOf([drifting, subject('auc', 'ACCURACY', breached())], [])).toMatchObject({ status: 'DEGRADED' });
  });

  it('has no score when nothing is known', () => {
    expect(healthOf([unknown('a', 'LATENCY')], [])).toMatchObject({ status: 'NO_DATA', score: null, confidence: 0 });
  });

  it('does not exist without metrics', () => {
    expect(healthOf([], ['LATENCY'])).toBeNull();
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
