import { describe, expect, it } from '@jest/globals';
import { deploymentId } from '../../../vocabulary/asset-id.ts';
import { domainHealthOf } from './domain-health.ts';
import type { Health, HealthStatus } from './health.ts';

const health = (status: HealthStatus, score: number | null, confidence = 1): Health => ({
  status,
  score,
  confidence,
  categories: [],
  contributions: [],
});
const asset = (name: string, of: Health | null) => ({ asset: deploymentId('prod', name), health: of });

describe('a domain', () => {
  const lending = domainHealthOf([
    asset('well', health('HEALTHY', 1)),
    asset('unmeasured', null),
    asset('broken', health('DEGRADED', 0)),
    asset('risky', health('AT_RISK', 0.8, 0.5)),
  ]);

  it('is as bad as its worst asset, which comes first', () => {
    expect(lending.status).toBe('DEGRADED');
    expect(lending.assets.map((one) => one.asset)).toEqual(
      ['broken', 'risky', 'unmeasured', 'well'].map((name) => deploymentId('prod', name)),
    );
  });

  it('scores the mean of what is known, and is less certain for what is not', () => {
    expect(lending.score).toBeCloseTo(0.6, 12);
    expect(lending.confidence).toBeCloseTo(0.625, 12);
    expect(domainHealthOf([asset('unmeasured', null)])).toMatchObject({
      status: 'NO_DATA',
      score: null,
      confidence: 0,
    });
  });

  it('counts assets without metrics as unknown, not as well', () => {
    expect(lending.counts).toEqual([
      { status: 'DEGRADED', count: 1 },
      { status: 'AT_RISK', count: 1 },
      { status: 'NO_DATA', count: 1 },
      { status: 'HEALTHY', count: 1 },
    ]);
  });
});
