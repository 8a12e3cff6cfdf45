import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { anyAsset, anyStatements } from '../domain/arbitrary.contract.ts';
import { differencesOf, type EdgeDifference } from '../domain/difference.ts';
import type { Edge } from '../domain/edge.ts';
import { historyOf } from '../domain/edge-history.ts';
import { compareFacts, lastOfEach } from '../domain/fact.ts';
import { identitiesOf, type Resolve, resolving, symlinksOf } from '../domain/identity.ts';
import type { Fact, LineageStatement } from '../domain/statement.ts';
import { edgesAmong, shortestPath, walk } from '../domain/walk.ts';
import { NEVER, walkFrom } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** A draw is up to 24 transactions, which a real server takes its time for. */
const PATIENCE = 120_000;

/** For random statements in random order and random batches, the store answers as the domain does. */
export function oracleContract(opened: StoreOfTest, draws: number): void {
  describe('held against the domain', () => {
    let drawn = 0;
    let now = 0;

    it(
      'answers every walk, path, neighbourhood and fact as the pure functions do',
      async () => {
        await fc.assert(
          fc.asyncProperty(
            anyQuestion(),
            async ({ statementsIn, assetsIn, batch, asOf, known, depth, limit, columns, indirect, down }) => {
              const { store } = opened();
              const namespace = `n${drawn++}`;
              const statements = statementsIn(namespace);
              const recordedFrom = now;
              for (let at = 0; at < statements.length; at += batch) {
                now += 10;
                await store.record(statements.slice(at, at + batch), now);
              }
              const knownAt = known === null ? null : recordedFrom + known;
              const told = known === null ? statements : statements.slice(0, Math.floor(known / 10) * batch);
              const edges = historyOf(told);
              const asked = assetsIn(namespace);
              const identities = identitiesOf(told.flatMap(symlinksOf));
              const resolve = resolving((id) => identities.get(id));
              const assets = asked.map(resolve);
              const stored = await store.identities(asked, knownAt);
              expect(asked.map((id) => stored.get(id) ?? id)).toEqual(assets);
              const [start, end] = assets as [AssetId, AssetId];
              const question = walkFrom(start, {
                direction: down ? 'downstream' : 'upstream',
                ...{ asOf, knownAt, depth, limit, columns, indirect },
              });
              expect(await store.walk(question)).toEqual(walk(edges, question));
              expect((await store.edgesAmong(assets, asOf, knownAt)).map(saying)).toEqual(
                edgesAmong(edges, assets, asOf).map(saying),
              );
              const { spans } = await store.spansChangedIn(asOf, asOf + depth, 100_000, knownAt);
              const own = spans.filter(({ from }) => from.includes(`/${namespace}/`));
              expect(differencesOf(own, asOf, asOf + depth).map(differing)).toEqual(
                differencesOf(edges, asOf, asOf + depth).map(differing),
              );
              const facts = factsOf(told, resolve).filter(({ asset }) => assets.includes(asset));
              expect(await store.facts(assets, asOf, asOf + depth, undefined, knownAt)).toEqual([
                ...lastOfEach(facts.filter(({ time }) => time < asOf)),
                ...facts.filter(({ time }) => asOf <= time && time < asOf + depth),
              ]);
              const path = await store.shortestPath(start, end, asOf, NEVER, knownAt);
              const expected = shortestPath(edges, start, end, asOf);
              expect(path.edges?.map(saying)).toEqual(expected.edges?.map(saying));
            },
          ),
          { numRuns: draws },
        );
      },
      PATIENCE,
    );
  });
}

/** What is said of assets under any name, each saying once, in order. */
function factsOf(statements: readonly LineageStatement[], resolve: Resolve): Fact[] {
  const facts = statements.flatMap((statement) => ('facts' in statement ? statement.facts : []));
  const once = new Map(facts.map((fact) => [JSON.stringify(fact), fact]));
  return [...once.values()].map((fact) => ({ ...fact, asset: resolve(fact.asset) })).sort(compareFacts);
}

const differing = ({ before, after }: EdgeDifference) => [before && saying(before), after && saying(after)];

/** An edge without what depends on the order of arrival. */
export const saying = ({ recordedAt: _, supersededAt: __, ...edge }: Edge) => edge;

/** Statements and assets are drawn as functions of a namespace, so that all draws share one store without meeting. */
const anyQuestion = () =>
  fc.record({
    statementsIn: anyStatements('n').map((statements) => (namespace: string) => moved(statements, namespace)),
    assetsIn: fc
      .array(anyAsset('n'), { minLength: 2, maxLength: 12 })
      .map((assets) => (namespace: string) => moved(assets, namespace)),
    batch: fc.integer({ min: 1, max: 24 }),
    asOf: fc.integer({ min: 0, max: 9 }),
    /** Since the first was recorded, ten for each batch; null for as it is known now. */
    known: fc.option(fc.integer({ min: 0, max: 100 })),
    depth: fc.integer({ min: 1, max: 6 }),
    limit: fc.integer({ min: 1, max: 12 }),
    columns: fc.boolean(),
    indirect: fc.boolean(),
    down: fc.boolean(),
  });

/** The same with every asset and run in another namespace. */
export const moved = <Value>(value: Value, namespace: string): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('/n/', `/${namespace}/`).replaceAll('"n-', `"${namespace}-`)) as Value;
