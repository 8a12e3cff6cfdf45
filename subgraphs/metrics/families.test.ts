import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { featureId } from '../../vocabulary/asset-id.ts';
import type { Observation } from './domain/observation.ts';
import { DAY, definition, duration, FIRST_DAY, psiOver, threshold } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const DRIFT = definition({
  id: 'drift@1',
  name: 'drift',
  fingerprint: 'drift',
  category: 'DRIFT',
  appliesTo: ['FEATURE'],
  direction: 'LOWER_IS_BETTER',
  method: psiOver({ kind: 'edges', edges: [0] }),
  minimumSamples: 10,
  baseline: { kind: 'pinned', from: FIRST_DAY, to: FIRST_DAY + DAY },
  thresholds: [threshold({ comparison: 'ABOVE', value: 0.02, clearValue: 0.01, for: duration('P1D') })],
});

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(2, DRIFT);
});
afterEach(() => subgraph.close());

const feature = (index: number) => featureId('warehouse', 'customers', `f${index}`);

const counted = (index: number, day: number, low: number): Observation => ({
  metric: 'drift',
  asset: feature(index),
  time: FIRST_DAY + (day + 1) * DAY,
  duration: null,
  components: { bins: { '0': low, '1': 1000 - low } },
  dimensions: {},
  traceId: null,
});

/** The baseline has half in each bin; on the day after, so many of a thousand lie in the first. */
async function verdictsOf(lows: number[]): Promise<{ kind: string; reason: string }[]> {
  await subgraph.ingest.observe(lows.flatMap((low, index) => [counted(index, 0, 500), counted(index, 1, low)]));
  await subgraph.judgeAll();
  const questions = lows.map(
    (_, index) => `f${index}: metric(name: "drift", asset: "${feature(index)}") { verdict { kind reason } }`,
  );
  const answer = await subgraph.ask<Record<string, { verdict: { kind: string; reason: string } }>>(
    `{ ${questions.join(' ')} }`,
  );
  return Object.values(answer).map(({ verdict }) => verdict);
}

/** A stability index of 0.0207 from a thousand samples: p 0.0013, past the noise floor of 0.0133. */
const ODD = 572;

describe('the features of one dataset', () => {
  it('are each drift by itself past the threshold and the noise floor', async () => {
    expect((await verdictsOf([ODD])).map(({ kind }) => kind)).toEqual(['PERSISTENT']);
  });

  it('are none where one as far off is to be expected among so many', async () => {
    const [odd, ...others] = await verdictsOf([ODD, ...Array.from({ length: 29 }, (_, index) => 490 + (index % 20))]);
    expect(odd).toEqual({
      kind: 'INSUFFICIENT_DATA',
      reason: expect.stringMatching(
        /^0\.0\d+ is above 0\.02, but among 30 features one as far off \(p 0\.00\d+\) is to be expected: its rate of false discoveries is 0\.0\d+, above 0\.01\.$/,
      ),
    });
    expect(others.every(({ kind }) => kind === 'NORMAL')).toBe(true);
  });

  it('are drift all the same where half of them are as far off', async () => {
    const lows = Array.from({ length: 30 }, (_, index) => (index < 15 ? ODD : 500));
    const kinds = (await verdictsOf(lows)).map(({ kind }) => kind);
    expect(kinds.slice(0, 15).every((kind) => kind === 'PERSISTENT')).toBe(true);
  });
});
