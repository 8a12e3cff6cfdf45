import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { modelVersionId } from '../../vocabulary/asset-id.ts';
import { NOON, openedSubgraph } from './opened-subgraph.contract.ts';
import { dataset, deployment, edge, fact, flow, job, model, run } from './ports/contract-world.contract.ts';

const THEN = NOON - 86_400_000;
const HOUR = 3_600_000;

/** raw -> load -> orders -> {train -> churn 7, report -> sales}; prices -> report; load also reads itself back. */
const estate = [
  run('load', THEN, [...flow('load', ['raw'], ['orders']), edge(job('load'), 'CALLS', job('load'))]),
  run('train', THEN, [...flow('train', ['orders'], []), edge(job('train'), 'TRAINS', model('7'))]),
  run('report', THEN, flow('report', ['orders', 'prices'], ['sales'])),
];

describe('questions beyond one walk', () => {
  let subgraph: Awaited<ReturnType<typeof openedSubgraph>>;
  beforeEach(async () => {
    subgraph = await openedSubgraph();
    await subgraph.ingest.record(estate);
  });
  afterEach(() => subgraph.close());

  describe('versions of a model', () => {
    const VERSIONS = `query ($model: String!, $first: Int = 20, $after: String) {
      modelVersions(namespace: "models", model: $model, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { id } }
      }
    }`;
    const named = (name: string, version: string) => modelVersionId('models', name, version);

    it('are those of that model and of no other whose name begins alike, page by page', async () => {
      const versions = [
        named('churn', '1'),
        named('churn', '2'),
        named('churn', '10'),
        named('churn/x', '1'),
        named('churn2', '1'),
      ];
      await subgraph.ask('mutation ($ids: [ID!]!) { recordAssets(ids: $ids) }', { ids: versions });
      const first = await subgraph.ask(VERSIONS, { model: 'churn', first: 2 });
      const after = first.data.modelVersions.pageInfo.endCursor;
      const rest = await subgraph.ask(VERSIONS, { model: 'churn', after });
      const ids = [first, rest].flatMap((page) =>
        page.data.modelVersions.edges.map(({ node }: { node: { id: string } }) => node.id),
      );
      expect(ids).toEqual([named('churn', '1'), named('churn', '10'), named('churn', '2')]);
      expect([first, rest].map((page) => page.data.modelVersions.pageInfo.hasNextPage)).toEqual([true, false]);
      expect((await subgraph.ask(VERSIONS, { model: 'unknown' })).data.modelVersions.totalCount).toBe(0);
    });
  });

  describe('common ancestors', () => {
    const COMMON = `query ($assets: [ID!]!, $depth: Int = 9, $first: Int = 20, $after: String, $kinds: [AssetKind!]) {
      commonAncestors(assets: $assets, depth: $depth, first: $first, after: $after, kinds: $kinds) {
        completeness totalCount pageInfo { hasNextPage endCursor }
        edges { node { id } distances { asset { id } distance } }
      }
    }`;
    const assets = [model('7'), dataset('sales')];
    const ids = (answer: { data: { commonAncestors: { edges: { node: { id: string } }[] } } }) =>
      answer.data.commonAncestors.edges.map(({ node }) => node.id);

    it('lists what feeds all, nearest first, with the distance to each', async () => {
      const answer = await subgraph.ask(COMMON, { assets });
      expect(ids(answer)).toEqual([dataset('orders'), job('load'), dataset('raw')]);
      expect(answer.data.commonAncestors).toMatchObject({ completeness: 'COMPLETE', totalCount: 3 });
      expect(answer.data.commonAncestors.edges[1].distances).toEqual([
        { asset: { id: model('7') }, distance: 3 },
        { asset: { id: dataset('sales') }, distance: 3 },
      ]);
    });

    it('turns pages, each ancestor on one', async () => {
      const first = await subgraph.ask(COMMON, { assets, first: 1 });
      const after = first.data.commonAncestors.pageInfo.endCursor;
      expect(first.data.commonAncestors.pageInfo.hasNextPage).toBe(true);
      const rest = await subgraph.ask(COMMON, { assets, after });
      expect([...ids(first), ...ids(rest)]).toEqual([dataset('orders'), job('load'), dataset('raw')]);
    });

    it('filters the answer and counts what is left', async () => {
      const answer = await subgraph.ask(COMMON, { assets, kinds: ['JOB'] });
      expect(ids(answer)).toEqual([job('load')]);
      expect(answer.data.commonAncestors.totalCount).toBe(1);
    });

    it('says that there may be more where the depth cut one walk off', async () => {
      const answer = await subgraph.ask(COMMON, { assets, depth: 2 });
      expect(answer.data.commonAncestors).toMatchObject({ completeness: 'TRUNCATED', totalCount: 1 });
    });

    it('answers null when one of the assets is not known', async () => {
      const answer = await subgraph.ask(COMMON, { assets: [model('7'), dataset('nowhere')] });
      expect(answer).toEqual({ data: { commonAncestors: null } });
    });

    it('refuses fewer than two different assets', async () => {
      const { errors } = await subgraph.ask(COMMON, { assets: [model('7'), model('7')] });
      expect(errors[0].message).toBe('assets names 1 different assets; expected 2 to 20');
    });
  });

  describe('several paths', () => {
    const PATHS = `query ($from: ID!, $to: ID!, $k: Int = 5, $maxLength: Int = 30, $first: Int = 20, $after: String) {
      lineagePaths(from: $from, to: $to, k: $k, maxLength: $maxLength, first: $first, after: $after) {
        completeness totalCount pageInfo { hasNextPage endCursor }
        paths { disjoint length cursor steps { asset { id } via { role job { id } } } }
      }
    }`;

    it('shows each way, those that share no step first', async () => {
      await subgraph.ingest.record([
        run('copy', THEN, flow('copy', ['raw'], ['prices'])),
        run('clean', THEN, flow('clean', ['orders'], ['prices'])),
      ]);
      const { data } = await subgraph.ask(PATHS, { from: dataset('raw'), to: job('report') });
      const shown = data.lineagePaths.paths.map((path: { disjoint: boolean; steps: { asset: { id: string } }[] }) => [
        path.disjoint,
        ...path.steps.map(({ asset }) => asset.id.split('/')[2]),
      ]);
      expect(shown).toEqual([
        [true, 'raw', 'copy', 'prices', 'report'],
        [true, 'raw', 'load', 'orders', 'report'],
        [false, 'raw', 'load', 'orders', 'clean', 'prices', 'report'],
      ]);
      expect(data.lineagePaths.completeness).toBe('COMPLETE');
      expect(data.lineagePaths.paths[0].steps[1].via).toEqual({ role: 'READS', job: { id: job('copy') } });
    });

    it('says when there are more than were asked for, and none is longer than asked', async () => {
      await subgraph.ingest.record([run('copy', THEN, flow('copy', ['raw'], ['prices']))]);
      const ends = { from: dataset('raw'), to: dataset('sales') };
      const one = await subgraph.ask(PATHS, { ...ends, k: 1 });
      expect(one.data.lineagePaths).toMatchObject({ completeness: 'TRUNCATED', paths: [{ length: 4 }] });
      const short = await subgraph.ask(PATHS, { ...ends, maxLength: 3 });
      expect(short.data.lineagePaths).toEqual({
        ...{ completeness: 'COMPLETE', totalCount: 0, paths: [] },
        pageInfo: { hasNextPage: false, endCursor: null },
      });
    });

    it('gives page by page what one page would hold, also after the path that ended a page is gone', async () => {
      const middles = Array.from({ length: 4 }, (_, place) => `m${place}`);
      await subgraph.ingest.record([
        run('spread', THEN, flow('spread', ['top'], middles)),
        run('join', THEN, flow('join', middles, ['middle'])),
        ...middles.map((name) => run(`late ${name}`, THEN, flow(`late ${name}`, ['middle', name], ['bottom']))),
      ]);
      const ends = { from: dataset('top'), to: dataset('bottom'), k: 100 };
      const { data: all } = await subgraph.ask(PATHS, ends);
      const whole = all.lineagePaths.paths;
      expect(whole).toHaveLength(20);
      expect(new Set(whole.map(({ disjoint }: { disjoint: boolean }) => disjoint)).size).toBe(2);
      const pages = [];
      for (let after = null, more = true; more; ) {
        const { data } = await subgraph.ask(PATHS, { ...ends, first: 3, after });
        const { paths, pageInfo, ...told } = data.lineagePaths;
        expect(told).toEqual({ completeness: 'COMPLETE', totalCount: 20 });
        pages.push(paths);
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      expect(pages.map(({ length }) => length)).toEqual([3, 3, 3, 3, 3, 3, 2]);
      expect(pages.flat()).toEqual(whole);
      await subgraph.ingest.record([run('late m0', THEN + 1, [])]);
      type Path = { cursor: string; steps: { asset: { id: string } }[] };
      const stays = ({ steps }: Path) => steps.every(({ asset }) => asset.id !== job('late m0'));
      const place = whole.findLastIndex((path: Path) => !stays(path) && path.steps.length > 5);
      const { data: rest } = await subgraph.ask(PATHS, { ...ends, after: whole[place].cursor });
      const expected = whole.slice(place + 1).filter(stays);
      expect(expected.length).toBeGreaterThan(0);
      expect(rest.lineagePaths.paths).toEqual(expected);
    });

    it('stays bounded between two assets with more paths than could ever be listed', async () => {
      const layers = Array.from({ length: 20 }, (_, layer) =>
        Array.from({ length: 8 }, (_, place) =>
          run(`${layer}-${place}`, THEN, flow(`${layer}-${place}`, names(layer), [`${layer + 1}-${place}`])),
        ),
      ).flat();
      await subgraph.ingest.record(layers);
      const { data } = await subgraph.ask(PATHS, { from: dataset('0-0'), to: dataset('20-0'), k: 20, maxLength: 100 });
      expect(data.lineagePaths).toMatchObject({ completeness: 'TRUNCATED', totalCount: null });
      expect(data.lineagePaths.paths).toHaveLength(20);
    });

    it('refuses bounds that cost too much', async () => {
      const { errors } = await subgraph.ask(PATHS, { from: dataset('raw'), to: dataset('sales'), k: 101 });
      expect(errors[0].message).toBe('k is 101; expected 1 to 100');
      const foreign = await subgraph.ask(PATHS, { from: dataset('raw'), to: dataset('sales'), after: 'WzFd' });
      expect(foreign.errors[0].message).toContain('`after` is not a cursor of this list');
    });
  });

  describe('filters', () => {
    const upstream = (filter: string) =>
      `{ asset(id: "${dataset('sales')}") { upstream(depth: 9, ${filter}) { completeness totalCount edges { node { id } } } } }`;
    async function found(filter: string) {
      const { data } = await subgraph.ask(upstream(filter));
      const { edges, ...rest } = data.asset.upstream;
      return { ...rest, ids: edges.map(({ node }: { node: { id: string } }) => node.id) };
    }
    const tagged = (name: string, time: number, tags: Record<string, string>) =>
      fact(dataset(name), time, { kind: 'tags', tags });

    it('leave what does not match out of the answer, not out of the walk', async () => {
      await subgraph.ingest.record([
        run('load', THEN + 1, flow('load', ['raw'], ['orders']), {
          facts: [tagged('raw', THEN + 1, { tier: 'gold', pii: 'yes' }), tagged('prices', THEN, { tier: 'silver' })],
        }),
      ]);
      const whole = { completeness: 'COMPLETE', totalCount: 1 };
      expect(await found('tags: [{key: "tier", value: "gold"}]')).toEqual({ ...whole, ids: [dataset('raw')] });
      expect(await found('tags: [{key: "tier"}, {key: "pii"}]')).toEqual({ ...whole, ids: [dataset('raw')] });
      expect((await found('tags: [{key: "tier"}]')).ids).toEqual([dataset('prices'), dataset('raw')]);
      expect((await found('namespace: "n", kinds: [DATASET]')).totalCount).toBe(3);
      expect((await found('namespace: "elsewhere"')).totalCount).toBe(0);
    });

    it('take the tags that stood at the time asked about', async () => {
      const facts = [tagged('raw', THEN, { tier: 'gold' }), tagged('raw', THEN + HOUR, { tier: 'bronze' })];
      await subgraph.ingest.record([run('load', THEN + 1, flow('load', ['raw'], ['orders']), { facts })]);
      const gold = 'tags: [{key: "tier", value: "gold"}]';
      expect((await found(gold)).ids).toEqual([]);
      expect((await found(`${gold}, asOf: "${new Date(THEN + 2).toISOString()}"`)).ids).toEqual([dataset('raw')]);
    });

    it('keep what changed since a time', async () => {
      const failed = fact(job('load'), THEN + HOUR, { kind: 'failure', error: 'disk full' }, 'r');
      await subgraph.ingest.record([run('load', THEN + HOUR, [], { type: 'FAIL', runId: 'r', facts: [failed] })]);
      const since = (time: number) => found(`changedSince: "${new Date(time).toISOString()}"`);
      expect((await since(THEN + HOUR)).ids).toEqual([job('load')]);
      expect((await since(THEN + HOUR + 1)).ids).toEqual([]);
    });
  });

  describe('what changed upstream', () => {
    const CHANGES = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $first: Int = 20, $after: String, $depth: Int = 9) {
      asset(id: $id) { upstreamChanges(from: $from, to: $to, first: $first, after: $after, depth: $depth) {
        completeness totalCount pageInfo { hasNextPage endCursor } edges { depth node { kind asset { id } time } }
      } }
    }`;
    const window = { from: new Date(THEN).toISOString(), to: new Date(NOON).toISOString() };

    it('comes newest first, each change on one page, with how far up it was', async () => {
      const failed = (name: string, time: number) =>
        run(name, time, [], {
          type: 'FAIL',
          runId: `${name} failed`,
          facts: [fact(job(name), time, { kind: 'failure', error: null }, `${name} failed`)],
        });
      await subgraph.ingest.record([
        failed('load', THEN + HOUR),
        failed('report', THEN + 2 * HOUR),
        failed('train', THEN + 3 * HOUR),
      ]);
      const ask = async (more: object) =>
        (await subgraph.ask(CHANGES, { id: dataset('sales'), ...window, ...more })).data.asset.upstreamChanges;
      const first = await ask({ first: 1 });
      expect(first).toMatchObject({ completeness: 'COMPLETE', totalCount: 2, pageInfo: { hasNextPage: true } });
      expect(first.edges).toMatchObject([{ depth: 1, node: { kind: 'RUN_FAILED', asset: { id: job('report') } } }]);
      const rest = await ask({ after: first.pageInfo.endCursor });
      expect(rest.edges).toMatchObject([{ depth: 3, node: { asset: { id: job('load') } } }]);
      expect(rest.pageInfo.hasNextPage).toBe(false);
      expect(await ask({ depth: 1 })).toMatchObject({ completeness: 'TRUNCATED', totalCount: 1 });
    });
  });

  describe('the runs of a job', () => {
    const RUNS = `query ($id: ID!, $first: Int = 2, $after: String) {
      asset(id: $id) { runHistory(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { id } }
      } }
    }`;

    it('turn page by page, also where many began at one instant', async () => {
      const runs = Array.from({ length: 9 }, (_, index) =>
        run('nightly', THEN + (index < 7 ? 0 : index), [], { runId: `r${index}`, type: 'START' }),
      );
      await subgraph.ingest.record(runs);
      const seen: string[] = [];
      for (let after: string | null = null, page = 0; page < 9; page += 1) {
        const { data } = await subgraph.ask(RUNS, { id: job('nightly'), after });
        const { edges, pageInfo } = data.asset.runHistory;
        seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(seen).toEqual([8, 7, 0, 1, 2, 3, 4, 5, 6].map((index) => `run/r${index}`));
    });

    it('are none for what does not run', async () => {
      const { data } = await subgraph.ask(RUNS, { id: dataset('raw') });
      expect(data.asset.runHistory).toEqual({ pageInfo: { hasNextPage: false, endCursor: null }, edges: [] });
    });
  });

  describe('search', () => {
    const SEARCH = `query ($query: String!, $first: Int = 20, $after: String, $namespace: String) {
      searchAssets(query: $query, first: $first, after: $after, namespace: $namespace) {
        completeness totalCount pageInfo { hasNextPage endCursor } edges { match node { id } }
      }
    }`;
    const search = async (asked: Record<string, unknown>) => {
      const { data } = await subgraph.ask(SEARCH, asked);
      const { edges, ...rest } = data.searchAssets;
      return {
        ...rest,
        found: edges.map((edge: { match: string; node: { id: string } }) => [edge.match, edge.node.id]),
      };
    };

    it('puts the best match first and turns pages', async () => {
      await subgraph.ingest.record([run('ingest', THEN, flow('ingest', ['raw.orders', 'orders_2', 'ordres'], []))]);
      const first = await search({ query: 'Orders', first: 2 });
      expect(first).toMatchObject({ completeness: 'COMPLETE', totalCount: 4, pageInfo: { hasNextPage: true } });
      const rest = await search({ query: 'Orders', after: first.pageInfo.endCursor });
      expect([...first.found, ...rest.found]).toEqual([
        ['EXACT', dataset('orders')],
        ['PREFIX', dataset('orders_2')],
        ['WORD_PREFIX', dataset('raw.orders')],
        ['FUZZY', dataset('ordres')],
      ]);
      expect((await search({ query: 'orders', namespace: 'm' })).totalCount).toBe(0);
    });

    it('does not count where it has not looked at all', async () => {
      const names = Array.from({ length: 1_200 }, (_, index) => `many_${index}`);
      await subgraph.ingest.record([run('ingest', THEN, flow('ingest', names, []))]);
      expect(await search({ query: 'many' })).toMatchObject({ completeness: 'TRUNCATED', totalCount: null });
    });

    it('refuses a query that says nothing', async () => {
      const { errors } = await subgraph.ask(SEARCH, { query: '  ' });
      expect(errors[0].message).toBe('query has 0 characters; expected 1 to 200 of a name or title');
    });
  });

  describe('coverage gaps', () => {
    const GAPS = `query ($gaps: [CoverageGapKind!], $first: Int = 20, $after: String, $namespace: String) {
      coverageGaps(gaps: $gaps, first: $first, after: $after, namespace: $namespace) {
        completeness totalCount pageInfo { hasNextPage endCursor } edges { gap node { id } }
      }
    }`;
    const gapsOf = async (asked: Record<string, unknown> = {}) => {
      const { data } = await subgraph.ask(GAPS, asked);
      const { edges, ...rest } = data.coverageGaps;
      return { ...rest, found: edges.map((edge: { gap: string; node: { id: string } }) => [edge.gap, edge.node.id]) };
    };

    it('are found of each kind, and closed by what is said later', async () => {
      const owner = fact(dataset('raw'), THEN, { kind: 'owner', owners: ['team/data'] });
      await subgraph.ingest.record([
        run('load', THEN + 1, flow('load', ['raw'], ['orders']), { facts: [owner] }),
        run('untrained', THEN, [edge(job('untrained'), 'TRAINS', model('8'))]),
        run('bare', THEN, [], { job: deployment('bare') }),
        run('served', THEN, [edge(model('7'), 'SERVES', deployment('served'))], { job: deployment('served') }),
        { kind: 'known', assets: [job('idle')] },
      ]);
      const all = [
        ['MODEL_VERSION_WITHOUT_TRAINING_DATA', model('8')],
        ['DEPLOYMENT_WITHOUT_MODEL_VERSION', deployment('bare')],
        ...['orders', 'prices', 'sales'].map((name) => ['DATASET_WITHOUT_OWNER', dataset(name)]),
        ['JOB_WITHOUT_RUNS', job('idle')],
      ];
      const whole = await gapsOf();
      expect(whole).toMatchObject({ completeness: 'COMPLETE', totalCount: 6, pageInfo: { hasNextPage: false } });
      expect(whole.found).toEqual(all);
      const first = await gapsOf({ first: 4 });
      expect(first).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: true } });
      const rest = await gapsOf({ after: first.pageInfo.endCursor });
      expect([...first.found, ...rest.found]).toEqual(all);
      expect((await gapsOf({ namespace: 'prod' })).found).toEqual([all[1]]);
      await subgraph.ingest.record([
        run('untrained', THEN + 1, [...flow('untrained', ['raw'], []), edge(job('untrained'), 'TRAINS', model('8'))]),
      ]);
      expect((await gapsOf({ gaps: ['MODEL_VERSION_WITHOUT_TRAINING_DATA'] })).found).toEqual([]);
    });
  });

  it('refuses cursors of other lists', async () => {
    const asset = `asset(id: "${dataset('sales')}")`;
    const range = `from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"`;
    for (const field of ['runHistory(after: "x")', `upstreamChanges(${range}, after: "x")`]) {
      const { errors } = await subgraph.ask(`{ ${asset} { ${field} { pageInfo { endCursor } } } }`);
      expect(errors[0].message).toContain('`after` is not a cursor of this list');
    }
  });
});

const names = (layer: number): string[] => Array.from({ length: 8 }, (_, place) => `${layer}-${place}`);
