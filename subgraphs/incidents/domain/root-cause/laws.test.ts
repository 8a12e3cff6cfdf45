import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssetId, serviceId } from '../../../../vocabulary/asset-id.ts';
import type { RootCause } from './answer.ts';
import { bad, CHURN, change, closureOf, edge, question, series } from './estate.contract.ts';
import type { Change, ClosureEdge, MeasuredSeries } from './question.ts';
import { rootCauseOf } from './root-cause.ts';

interface Estate {
  edges: ClosureEdge[];
  measured: MeasuredSeries[];
  changes: Change[];
}

const service = (index: number): AssetId => serviceId('prod', `s${index}`);

/** Small graphs above the deployment, cycles included, some assets unmeasured, some changed. */
const estate: fc.Arbitrary<Estate> = fc
  .record({
    links: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 }),
    levels: fc.array(fc.constantFrom(null, 100, 110, 150, 200), { minLength: 8, maxLength: 8 }),
    hours: fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }),
    changed: fc.array(
      fc.tuple(fc.nat(7), fc.constantFrom('RUN_FAILED', 'CODE_CHANGED', 'SCHEMA_CHANGED'), fc.nat(20)),
      {
        maxLength: 3,
      },
    ),
  })
  .map(({ links, levels, hours, changed }) => ({
    edges: [edge(service(0), CHURN), ...links.map(([from, to]) => edge(service(from), service(to)))],
    measured: [
      bad(CHURN, 140, 10),
      ...levels.flatMap((level, index) => (level === null ? [] : [bad(service(index), level, hours[index] ?? 0)])),
    ],
    changes: changed.map(([index, kind, hour]) => change(service(index), kind as Change['kind'], hour)),
  }));

const answerOf = ({ edges, measured, changes }: Estate): RootCause =>
  rootCauseOf(question(), { closure: closureOf(CHURN, edges), series: measured, changes }, 100);

const rankingOf = ({ causes }: RootCause) => causes.map(({ asset, rank, score }) => ({ asset, rank, score }));

describe('the ranking', () => {
  it('does not depend on the order in which edges, measurements and changes come', () => {
    fc.assert(
      fc.property(
        estate.chain((one) =>
          fc.record({
            one: fc.constant(one),
            edges: fc.shuffledSubarray(one.edges, { minLength: one.edges.length }),
            measured: fc.shuffledSubarray(one.measured, { minLength: one.measured.length }),
            changes: fc.shuffledSubarray(one.changes, { minLength: one.changes.length }),
          }),
        ),
        ({ one, ...shuffled }) => {
          expect(answerOf(shuffled)).toEqual(answerOf(one));
        },
      ),
    );
  });

  it('is not moved by what lies outside the closure', () => {
    const elsewhere = serviceId('prod', 'elsewhere');
    fc.assert(
      fc.property(estate, (one) => {
        const more = { ...one, measured: [...one.measured, bad(elsewhere, 900, 5)] };
        expect(answerOf(more)).toEqual(answerOf(one));
      }),
    );
  });

  it('keeps its scores when a healthy asset joins another', () => {
    const [calm, healthy] = [serviceId('prod', 'calm'), serviceId('prod', 'healthy')];
    const withHealthy = (one: Estate, ...assets: AssetId[]): Estate => ({
      ...one,
      edges: [...one.edges, ...assets.map((asset) => edge(asset, CHURN))],
      measured: [...one.measured, ...assets.map((asset) => series(asset))],
    });
    fc.assert(
      fc.property(estate, (one) => {
        expect(rankingOf(answerOf(withHealthy(one, calm, healthy)))).toEqual(
          rankingOf(answerOf(withHealthy(one, calm))),
        );
      }),
    );
  });

  it('is in order of score, every score and factor within 0 and 1, every path a chain of edges down to the target', () => {
    fc.assert(
      fc.property(estate, (one) => {
        const { causes } = answerOf(one);
        const stated = new Set(one.edges.map(({ from, to }) => `${from} ${to}`));
        causes.forEach(({ score, rank, factors, path, asset }, index) => {
          const before = causes[index - 1];
          expect(before === undefined || before.score > score - 1e-9).toBe(true);
          expect(before === undefined ? rank : rank >= before.rank).toBeTruthy();
          expect([score, ...factors.map(({ value }) => value)].every((value) => value >= 0 && value <= 1)).toBe(true);
          expect([path[0]?.asset, path.at(-1)?.asset]).toEqual([asset, CHURN]);
          expect(path.slice(1).every((step, at) => stated.has(`${path[at]?.asset} ${step.asset}`))).toBe(true);
        });
      }),
    );
  });
});
