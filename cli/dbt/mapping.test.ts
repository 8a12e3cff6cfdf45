import { describe, expect, it } from '@jest/globals';
import type { Artifacts } from './artifacts.ts';
import { eventsOf } from './events.ts';

/*
 * What a recorded project does not show: a small project of the test's own, each test with what it is about.
 */

const metadata = {
  dbt_schema_version: '',
  generated_at: '2026-11-01T06:00:00Z',
  invocation_id: '11111111-1111-4111-8111-111111111111',
  invocation_started_at: '2026-11-01T05:59:00Z',
  project_name: 'shop',
  adapter_type: 'postgres',
};

type Node = Artifacts['manifest']['nodes'][string];
type Result = Artifacts['results'][number]['results'][number];

const node = (unique_id: string, more: Partial<Node> = {}): Node => {
  const [resource_type = '', package_name = '', name = ''] = unique_id.split('.');
  const config = { materialized: resource_type === 'model' ? 'table' : resource_type };
  return { unique_id, resource_type, package_name, name, database: 'db', schema: 'main', alias: name, config, ...more };
};

const source = (name: string, more: Partial<Node> = {}): Node =>
  node(`source.shop.raw.${name}`, { resource_type: 'source', name, schema: 'raw', config: {}, ...more });

const reading = (...nodes: string[]) => ({ depends_on: { nodes } });

const uniqueTest = (name: string, of: string, more: Partial<Node> = {}): Node =>
  node(`test.shop.${name}.abc`, {
    name,
    attached_node: of,
    test_metadata: { name: 'unique', kwargs: { column_name: 'id' } },
    ...more,
  });

const timed = (started_at: string, completed_at: string) => ({
  timing: [
    { name: 'compile', started_at: '2026-11-01T05:59:01Z', completed_at: '2026-11-01T05:59:02Z' },
    { name: 'execute', started_at, completed_at },
  ],
});

function project(nodes: Node[], more: Partial<Artifacts['manifest']> = {}): Artifacts {
  const of = (wanted: boolean) =>
    Object.fromEntries(
      nodes
        .filter(({ resource_type }) => (resource_type === 'source') === wanted)
        .map((each) => [each.unique_id, each]),
    );
  return {
    manifest: { metadata, nodes: of(false), sources: of(true), ...more },
    results: [],
    freshness: [],
    catalog: null,
  };
}

const withResults = (artifacts: Artifacts, which: string, results: Result[]): Artifacts => ({
  ...artifacts,
  results: [{ metadata, args: { which }, results }],
});

interface Said {
  eventType?: string;
  eventTime: string;
  run?: { runId: string; facets: Record<string, { message?: string }> };
  job: { name: string; facets: Record<string, { query?: string; sourceCode?: string }> };
  inputs: Dataset[];
  outputs: Dataset[];
}

interface Dataset {
  name: string;
  facets?: Record<string, unknown>;
  inputFacets?: { dataQualityAssertions?: { assertions: object[] }; dataQualityMetrics?: { lastUpdated: string } };
  outputFacets?: { outputStatistics?: { rowCount: number } };
}

const told = (artifacts: Artifacts) => eventsOf(artifacts, { datasets: 'postgres://db:5432', jobs: 'dbt' });
const said = (artifacts: Artifacts): Said[] => told(artifacts).events as unknown as Said[];
const statics = (artifacts: Artifacts) => said(artifacts).filter(({ eventType, job }) => !eventType && job);
const runs = (artifacts: Artifacts) => said(artifacts).filter(({ eventType }) => eventType);
const of = (job: string, events: Said[]) => events.filter((event) => event.job.name === job);
const names = (datasets: Dataset[] = []) => datasets.map(({ name }) => name);

describe('the manifest of a dbt project', () => {
  it('leads a metric through other metrics and semantic models to the tables it is counted on', () => {
    const artifacts = project([node('model.shop.orders')], {
      metrics: {
        'metric.shop.margin': { unique_id: 'metric.shop.margin', name: 'margin', ...reading('metric.shop.revenue') },
        'metric.shop.revenue': {
          unique_id: 'metric.shop.revenue',
          name: 'revenue',
          ...reading('semantic_model.shop.o'),
        },
      },
      semantic_models: { 'semantic_model.shop.o': reading('model.shop.orders') },
    });
    const [margin] = of('metric.shop.margin', statics(artifacts));
    expect(names(margin?.inputs)).toEqual(['db.main.orders']);
  });

  it('names an ephemeral model like any other, so that lineage leads through it', () => {
    const ephemeral = node('model.shop.between', {
      config: { materialized: 'ephemeral' },
      ...reading('source.shop.raw.o'),
    });
    const artifacts = project([source('o'), ephemeral, node('model.shop.mart', reading('model.shop.between'))]);
    expect(statics(artifacts).map(({ inputs, outputs }) => [...names(inputs), ...names(outputs)])).toEqual([
      ['db.raw.o', 'db.main.between'],
      ['db.main.between', 'db.main.mart'],
    ]);
  });

  it('names a source as openlineage-dbt does, and the table behind it as the same', () => {
    const [event] = said(project([source('orders', { identifier: 'orders_2026' })])) as unknown as {
      dataset: Dataset;
    }[];
    expect(event?.dataset).toMatchObject({
      name: 'db.raw.orders',
      facets: {
        symlinks: { identifiers: [{ namespace: 'postgres://db:5432', name: 'db.raw.orders_2026', type: 'TABLE' }] },
      },
    });
  });

  it('reads the code of a model under the names of older versions, too', () => {
    const [model] = statics(project([node('model.shop.a', { raw_sql: 'select {{ 1 }}', compiled_sql: 'select 1' })]));
    expect(model?.job.facets).toMatchObject({
      sql: { query: 'select 1' },
      sourceCode: { sourceCode: 'select {{ 1 }}' },
    });
  });

  it('gives a model without an owner of its own that of its group', () => {
    const artifacts = project([node('model.shop.a', { group: 'growth' })], {
      groups: { 'group.shop.growth': { name: 'growth', owner: { email: ['growth@example.com'] } } },
    });
    expect(statics(artifacts)[0]?.outputs[0]?.facets?.ownership).toMatchObject({
      owners: [{ name: 'growth@example.com' }],
    });
  });

  it('says nothing of fields that nobody described and no catalog knows', () => {
    expect(statics(project([node('model.shop.a')]))[0]?.outputs[0]?.facets).not.toHaveProperty('schema');
  });
});

describe('the run results of a dbt project', () => {
  const model = project([node('model.shop.a'), node('seed.shop.s')]);
  const ok: Result = {
    unique_id: 'model.shop.a',
    status: 'success',
    ...timed('2026-11-01T05:59:03.5Z', '2026-11-01T05:59:04Z'),
    adapter_response: { rows_affected: 12 },
  };

  it('say when a model ran, how many rows it wrote and within which command', () => {
    const [start, end] = of('db.main.shop.a', runs(withResults(model, 'run', [ok])));
    expect([start?.eventType, start?.eventTime]).toEqual(['START', '2026-11-01T05:59:03.5Z']);
    expect([end?.eventType, end?.eventTime]).toEqual(['COMPLETE', '2026-11-01T05:59:04Z']);
    expect(end?.outputs[0]?.outputFacets?.outputStatistics?.rowCount).toBe(12);
    expect(end?.run?.facets.parent).toMatchObject({ job: { name: 'dbt-run-shop' } });
  });

  it('do not take -1 for a number of rows', () => {
    const results = [{ ...ok, adapter_response: { rows_affected: -1 } }];
    expect(of('db.main.shop.a', runs(withResults(model, 'run', results)))[1]?.outputs[0]?.outputFacets).toEqual({});
  });

  it('say why a model failed, on the end of its run alone, and fail the command', () => {
    const events = runs(withResults(model, 'run', [{ ...ok, status: 'error', message: 'Database Error' }]));
    const [start, end] = of('db.main.shop.a', events);
    expect([start?.run?.facets.errorMessage, end?.run?.facets.errorMessage?.message]).toEqual([
      undefined,
      'Database Error',
    ]);
    expect(of('dbt-run-shop', events).map(({ eventType }) => eventType)).toEqual(['START', 'FAIL']);
  });

  it('make up no start for a model that failed before it was timed', () => {
    const events = of(
      'db.main.shop.a',
      runs(withResults(model, 'run', [{ unique_id: 'model.shop.a', status: 'error' }])),
    );
    expect(events.map(({ eventType, eventTime }) => [eventType, eventTime])).toEqual([['FAIL', metadata.generated_at]]);
  });

  it('say nothing of what was skipped, nor of a command that only compiled', () => {
    expect(
      of('db.main.shop.a', runs(withResults(model, 'run', [{ unique_id: 'model.shop.a', status: 'skipped' }]))),
    ).toEqual([]);
    expect(runs(withResults(model, 'compile', [ok]))).toEqual([]);
    expect(told(withResults(model, 'compile', [ok])).leftOut).toEqual([
      'run results of `dbt compile`, which runs nothing',
    ]);
  });

  it('tell of results that the manifest does not have', () => {
    const { leftOut } = told(withResults(model, 'run', [{ ...ok, unique_id: 'model.shop.gone' }]));
    expect(leftOut).toEqual(['results of 1 that the manifest does not have, such as model.shop.gone']);
  });

  it.each([
    ['run', 'db.main.shop.a', 'db.main.shop.s.seed'],
    ['build', 'db.main.shop.a.build.run', 'db.main.shop.s.build.seed'],
  ])('name the jobs of `dbt %s`, and those of the manifest beside them', (command, ofModel, ofSeed) => {
    const artifacts = withResults(model, command, [ok, { ...ok, unique_id: 'seed.shop.s' }]);
    expect(statics(artifacts).map(({ job }) => job.name)).toEqual([ofModel, ofSeed]);
    expect(runs(artifacts).filter(({ job }) => [ofModel, ofSeed].includes(job.name))).toHaveLength(4);
  });

  it('give another command of the same project runs of its own', () => {
    const ids = (invocation_id: string) => {
      const artifacts = withResults(model, 'run', [ok]);
      const results = artifacts.results.map((each) => ({ ...each, metadata: { ...metadata, invocation_id } }));
      return new Set(runs({ ...artifacts, results }).map(({ run }) => run?.runId));
    };
    const [one, other] = [ids('1'), ids('2')];
    expect([one.size, other.size, one.union(other).size]).toEqual([2, 2, 4]);
  });
});

describe('the tests of a dbt project', () => {
  const tested = project([
    node('model.shop.a'),
    uniqueTest('unique_a_id', 'model.shop.a'),
    uniqueTest('unique_a_id_softly', 'model.shop.a', { config: { severity: 'WARN', warn_if: '> 10' } }),
    uniqueTest('unique_a_id_unrun', 'model.shop.a'),
  ]);
  const results: Result[] = [
    {
      unique_id: 'test.shop.unique_a_id.abc',
      status: 'pass',
      failures: 0,
      ...timed('2026-11-01T05:59:05Z', '2026-11-01T05:59:06Z'),
    },
    {
      unique_id: 'test.shop.unique_a_id_softly.abc',
      status: 'warn',
      failures: 11,
      ...timed('2026-11-01T05:59:04Z', '2026-11-01T05:59:05Z'),
    },
  ];
  const testRun = (all: Result[]) => of('db.main.shop.a.test', runs(withResults(tested, 'test', all)));

  it('are one run for each table, from the first to the last, with their outcomes', () => {
    const [start, end] = testRun(results);
    expect([start?.eventTime, end?.eventTime]).toEqual(['2026-11-01T05:59:04Z', '2026-11-01T05:59:06Z']);
    expect(end?.inputs[0]?.inputFacets?.dataQualityAssertions?.assertions).toEqual([
      { assertion: 'unique', name: 'unique_a_id', success: true, column: 'id', actual: '0', expected: '0' },
      {
        assertion: 'unique',
        name: 'unique_a_id_softly',
        success: false,
        column: 'id',
        severity: 'warn',
        actual: '11',
        expected: '> 10',
      },
    ]);
  });

  it('do not fail their run by a warning', () => {
    expect(testRun(results)[1]?.eventType).toBe('COMPLETE');
  });

  it('fail their run by one that could not be run, which says nothing of the data', () => {
    const [, end] = testRun([
      ...results,
      { unique_id: 'test.shop.unique_a_id_unrun.abc', status: 'error', message: 'no such column' },
    ]);
    expect([end?.eventType, end?.run?.facets.errorMessage?.message]).toEqual([
      'FAIL',
      'unique_a_id_unrun: no such column',
    ]);
    expect(end?.inputs[0]?.inputFacets?.dataQualityAssertions?.assertions).toHaveLength(2);
  });

  it('leave no trace where they were skipped', () => {
    expect(testRun(results.map((each) => ({ ...each, status: 'skipped' })))).toEqual([]);
  });
});

describe('the freshness of a dbt project’s sources', () => {
  const looked = (result: object): Said[] =>
    of(
      'db.raw.source.shop.raw.orders.freshness',
      runs({
        ...project([source('orders')]),
        freshness: [{ metadata, results: [{ unique_id: 'source.shop.raw.orders', status: 'pass', ...result }] }],
      }),
    );

  it('is the time of the newest row, and whether it is new enough', () => {
    const [end] = looked({
      status: 'warn',
      max_loaded_at: '2026-10-30T00:00:00+00:00',
      snapshotted_at: '2026-11-01T06:00:00+00:00',
      max_loaded_at_time_ago_in_s: 194_400.4,
      criteria: { warn_after: { count: 1, period: 'day' }, error_after: { count: 3, period: 'day' } },
    });
    expect([end?.eventType, end?.eventTime]).toEqual(['COMPLETE', '2026-11-01T06:00:00+00:00']);
    expect(end?.inputs[0]?.inputFacets).toMatchObject({
      dataQualityMetrics: { lastUpdated: '2026-10-30T00:00:00+00:00' },
      dataQualityAssertions: {
        assertions: [
          { assertion: 'freshness', success: false, severity: 'warn', expected: 'at most 1 day', actual: '194400 s' },
        ],
      },
    });
  });

  it('is not known where dbt could not look', () => {
    const [end] = looked({ status: 'runtime error', error: 'no such table' });
    expect([end?.eventType, end?.run?.facets.errorMessage?.message]).toEqual(['FAIL', 'no such table']);
    expect(end?.inputs[0]?.inputFacets).toEqual({});
  });
});
