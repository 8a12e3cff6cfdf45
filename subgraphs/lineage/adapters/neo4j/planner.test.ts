import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import neo4j, { type Driver, type Plan, type ProfiledPlan } from 'neo4j-driver';
import { systemClock } from '../../../../platform/clock.ts';
import { silentLog } from '../../../../platform/log.ts';
import { clearNeo4j, describeWithNeo4j } from '../../../../test/servers/needs-neo4j.ts';
import {
  dataset,
  declared,
  edge,
  fact,
  feature,
  flow,
  job,
  NEVER,
  run,
  static_,
  walkFrom,
} from '../../ports/contract-world.contract.ts';
import type { LineageStore } from '../../ports/lineage-store.ts';
import { storeOver } from '../neo4j.ts';
import { searchQuery } from './search.ts';
import { integers, openSession, type Query, type Session } from './session.ts';
import { closureQuery } from './walks.ts';

/** Jobs that nobody asks about; enough for a planner to prefer an index to going through all. */
const OTHERS = 2_000;
/** Reads of the database that a question about a handful of assets may take. */
const MOST_HITS = 1_000;
const SCANS =
  /^(AllNodesScan|NodeByLabelScan|.*RelationshipTypeScan|.*AllRelationshipsScan|NodeIndexScan|.*RelationshipIndexScan)/;

interface Asked {
  cypher: string;
  parameters: Record<string, unknown>;
}

describeWithNeo4j('what Neo4j does for a question', (neo4jOfSuite) => {
  let driver: Driver;
  let store: LineageStore;
  let asked: Asked[] = [];

  const noting =
    (query: Query): Query =>
    (cypher, parameters = {}) => {
      asked.push({ cypher, parameters });
      return query(cypher, parameters);
    };

  beforeAll(async () => {
    const { url, user, password } = neo4jOfSuite();
    driver = neo4j.driver(url, neo4j.auth.basic(user, password));
    const session = openSession(neo4jOfSuite());
    const noted: Session = {
      read: (cypher, parameters, timeout) => noting((...query) => session.read(...query, timeout))(cypher, parameters),
      reading: (work, timeout) => session.reading((query) => work(noting(query)), timeout),
      write: (work, timeout) => session.write((query) => work(noting(query)), timeout),
      close: () => session.close(),
    };
    store = await storeOver(noted, url, silentLog(), systemClock);
    for (let first = 0; first < OTHERS; first += 200)
      await store.record(
        Array.from({ length: 200 }, (_, index) => `other ${first + index}`).map((name, index) =>
          run(name, 10_000 + index, flow(name, [name, 'hub'], [`${name} out`])),
        ),
        1,
      );
    const titles = Array.from({ length: OTHERS }, (_, index) => ({
      id: job(`other ${index}`),
      title: `Other ${index}`,
    }));
    await store.record([declared([], { assets: titles })], 1);
    await store.record(estate(1), 2);
    await store.record(estate(5), 3);
    // The planner goes by samples of the indexes, which the server takes by itself some time after much was written.
    await driver.executeQuery('CALL db.prepareForReplanning(60)');
  }, 120_000);
  beforeEach(() => {
    asked = [];
  });
  afterAll(async () => {
    await store?.close();
    await driver?.close();
  });

  /** Every operator of every query asked since, none of them carried out again. */
  const operators = async (): Promise<string[]> => {
    const all: string[] = [];
    for (const { cypher, parameters } of asked) {
      const { summary } = await driver.executeQuery(`EXPLAIN ${cypher}`, integers(parameters) as Asked['parameters']);
      all.push(
        ...namesIn(summary.plan as Plan).map((name) => `${name} in ${cypher.replace(/\s+/g, ' ').slice(0, 200)}`),
      );
    }
    return all;
  };

  const hits = async (): Promise<number> => {
    let sum = 0;
    for (const { cypher, parameters } of asked) {
      const { summary } = await driver.executeQuery(`PROFILE ${cypher}`, integers(parameters) as Asked['parameters']);
      sum += hitsOf(summary.profile as ProfiledPlan);
    }
    return sum;
  };

  const [start, end] = [dataset('start'), dataset('end')];
  it.each<[string, (store: LineageStore) => Promise<unknown>]>([
    ['assets by id', (store) => store.assets([start, end])],
    ['identities', (store) => store.identities([start, end], 2)],
    ['aliases', (store) => store.aliases(start)],
    ['assets in order', (store) => store.assetsFrom('dataset/n/end', null, 5)],
    ['what feeds an asset', (store) => store.feeders([end, job('middle')], 7)],
    ['what fed an asset, as was known', (store) => store.feeders([end, job('middle')], 7, 2)],
    ['upstream', (store) => store.walk(walkFrom(end))],
    ['upstream, as was known', (store) => store.walk(walkFrom(end, { knownAt: 2 }))],
    ['upstream by columns', (store) => store.walk(walkFrom(feature('end', 'a'), { columns: true, indirect: false }))],
    ['downstream', (store) => store.walk(walkFrom(start, { direction: 'downstream' }))],
    ['edges among assets', (store) => store.edgesAmong([start, job('middle'), end], 7)],
    ['edges among assets, as was known', (store) => store.edgesAmong([start, job('middle'), end], 7, 2)],
    ['the shortest path', (store) => store.shortestPath(start, end, 7, NEVER)],
    ['what changed in a time', (store) => store.spansChangedIn(4, 6, 100)],
    ['facts', (store) => store.facts([start, end], 0, 10)],
    ['latest facts', (store) => store.latestFacts([start, end], { asOf: 7, knownAt: 2 })],
    ['deployments', (store) => store.deployed([end], 0, 10)],
    ['runs of jobs', (store) => store.runsOf([job('middle')], 0, 10, 5)],
    ['runs by id', (store) => store.runs(['middle@1', 'named by nobody'])],
    ['one run', (store) => store.runDetail('middle@1')],
    ['a declaration', (store) => store.declaration('once')],
    ['bundles', (store) => store.bundles(dataset('end'), 3)],
  ])('%s are found off an index, at a cost that the rest of the graph does not raise', async (_, question) => {
    await question(store);
    expect(asked.length).toBeGreaterThan(0);
    expect((await operators()).filter((name) => SCANS.test(name))).toEqual([]);
    expect(await hits()).toBeLessThan(MOST_HITS);
  });

  it.each([
    ['new', 7],
    ['late', 3],
  ] as const)('what is recorded finds its place off an index when it is %s', async (_, time) => {
    await store.record(estate(time), 4);
    const again = { asset: dataset('end'), alias: dataset(`alias ${time}`) };
    await store.record([run('middle', time, [], { runId: 'linking', symlinks: [again] })], 4);
    const scans = (await operators()).filter((name) => SCANS.test(name));
    // The one node that says which schema this is.
    expect(scans.filter((name) => !name.includes('HeadwaterSchema'))).toEqual([]);
  });

  it.each([
    ['upstream', false],
    ['upstream', true],
    ['downstream', false],
    ['downstream', true],
  ] as const)('walks %s with columns %s breadth first and prunes as it goes', async (direction, columns) => {
    asked = [{ cypher: closureQuery({ direction, depth: 12, columns }), parameters: { start, asOf: 1, most: 10 } }];
    expect((await operators()).join('\n')).toContain('VarLengthExpand(Pruning,BFS,All)');
  });

  it.each([
    ['prefix', 'NodeIndexSeekByRange'],
    ['within', 'NodeIndexContainsScan'],
  ] as const)('searches names by %s off an index', async (kind, operator) => {
    for (const property of ['foldedName', 'foldedTitle'] as const) {
      asked = [{ cypher: searchQuery(kind, property, true), parameters: { text: 'orders', most: 10, kinds: ['JOB'] } }];
      expect((await operators()).join('\n')).toContain(operator);
    }
  });

  it('walks so, too, after it was emptied and filled anew, while the planner still goes by what there was', async () => {
    await clearNeo4j(neo4jOfSuite());
    const steps = Array.from({ length: 20 }, (_, place) => job(`step ${place}`));
    const chain = steps.slice(1).map((step, place) => edge(job(`step ${place}`), 'CALLS', step));
    const loops = steps.map((step) => edge(step, 'CALLS', step));
    await store.record([static_(job('step 0'), 1, [...chain, ...loops])], 1);
    asked = [];
    const { found } = await store.walk(walkFrom(job('step 19')));
    expect(found).toHaveLength(19);
    const walked = (await operators()).join('\n');
    expect(walked).toContain('NodeUniqueIndexSeek');
    expect(walked).toContain('VarLengthExpand(Pruning,BFS,All)');
  });
});

/** start -> middle -> end, a field of each, something known of them, and what a steward says. */
const estate = (time: number) => [
  run(
    'middle',
    time,
    [...flow('middle', ['start'], ['end']), edge(feature('start', 'a'), 'DERIVES', feature('end', 'a'))],
    {
      facts: [fact(dataset('end'), time, { kind: 'rowCount', rows: time })],
      facets: [{ name: 'engine', value: time }],
      symlinks: [{ asset: dataset('start'), alias: dataset('alias') }],
    },
  ),
  declared([{ ...edge(dataset('hub'), 'READS', job('middle')), validFrom: time, validTo: null }], {
    idempotency: { key: `once ${time}`, fingerprint: 'f' },
  }),
];

const namesIn = ({ operatorType, children }: Plan): string[] => [operatorType, ...children.flatMap(namesIn)];

const hitsOf = ({ dbHits, children }: ProfiledPlan): number =>
  Number(dbHits) + children.reduce((sum, child) => sum + hitsOf(child), 0);
