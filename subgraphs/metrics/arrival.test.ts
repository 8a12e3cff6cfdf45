import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssetId, featureId } from '../../vocabulary/asset-id.ts';
import type { MetricDefinition } from './domain/definition.ts';
import type { Observation } from './domain/observation.ts';
import { accuracyOn, DAY, definition, driftDefinition, duration, FIRST_DAY, threshold } from './fixtures.ts';
import { openedSubgraph } from './opened-subgraph.contract.ts';

const VERDICTS = `{ metrics(first: 100) { edges { node { asset { id } status verdict { kind since reason sampleSize } } } } }`;

interface Answer {
  metrics: { edges: { node: { asset: { id: AssetId }; status: string; verdict: { kind: string; reason: string } } }[] };
}

/** The verdicts once these have arrived, a group at a time, each judged before the next comes. */
async function verdictsAfter(by: MetricDefinition, groups: Observation[][], days: number): Promise<Answer['metrics']> {
  const subgraph = await openedSubgraph(days, by);
  try {
    for (const group of groups) {
      await subgraph.ingest.observe(group);
      await subgraph.judgeAll();
    }
    return (await subgraph.ask<Answer>(VERDICTS)).metrics;
  } finally {
    await subgraph.close();
  }
}

describe('the order in which measurements arrive', () => {
  it('makes no difference to a verdict, by whatever baseline and detector', async () => {
    const baselines = [
      { kind: 'pinned' as const, from: FIRST_DAY + 2 * DAY, to: FIRST_DAY + 8 * DAY },
      { kind: 'rolling' as const, length: duration('P5D') },
      { kind: 'seasonal' as const, season: duration('P2D'), length: duration('P6D') },
    ];
    const drop = { comparison: 'BELOW_BASELINE_BY' as const, value: 0.02, clearValue: null, for: duration('P2D') };
    // Every reason names the baseline, so that a stale one shows.
    const thresholds = [threshold(drop), threshold({ ...drop, detector: { kind: 'cusum', k: 0.5, h: 2 } })];
    const days = fc.array(fc.integer({ min: 700, max: 950 }), { minLength: 12, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...baselines),
        days,
        fc.infiniteStream(fc.nat()),
        async (baseline, good, places) => {
          const observations = good.map((numerator, day) => accuracyOn(day, numerator));
          const by = definition({ baseline, thresholds });
          const shuffled = observations
            .map((observation) => ({ observation, place: places.next().value as number }))
            .sort((a, b) => a.place - b.place)
            .map(({ observation }) => observation);
          const groups = [shuffled.slice(0, 3), shuffled.slice(3, 4), shuffled.slice(4)];
          const atOnce = await verdictsAfter(by, [observations], good.length);
          expect(await verdictsAfter(by, groups, good.length)).toEqual(atOnce);
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe('features of one dataset', () => {
  const feature = (index: number) => featureId('warehouse', 'scores', `f${index}`);
  const counted = (index: number, day: number, a: number, b: number): Observation => ({
    ...{ metric: 'feature.drift', asset: feature(index), time: FIRST_DAY + (day + 1) * DAY, duration: null },
    ...{ components: { bins: { a, b } }, dimensions: {}, traceId: null },
  });
  /** The first differs as one in two hundred does by chance, the second beyond doubt, the others hardly. */
  const dayOf = (index: number) =>
    counted(
      index,
      1,
      ...(([
        [229, 171],
        [300, 100],
      ][index] ?? [204, 196]) as [number, number]),
    );
  const observed = (index: number) => [counted(index, 0, 5000, 5000), dayOf(index)];
  const kinds = async (groups: Observation[][]) => {
    const { edges } = await verdictsAfter(driftDefinition(), groups, 2);
    return new Map(edges.map(({ node }) => [node.asset.id, node.verdict]));
  };
  const all = Array.from({ length: 20 }, (_, index) => observed(index)).flat();

  it('are judged anew when one of them comes late', async () => {
    expect((await kinds([observed(0)])).get(feature(0))?.kind).toBe('PERSISTENT');
    const late = await kinds([observed(0), all.slice(2)]);
    expect(late.get(feature(0))?.kind).toBe('INSUFFICIENT_DATA');
    expect(late).toEqual(await kinds([all]));
  });
});
