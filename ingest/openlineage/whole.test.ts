import { describe, expect, it } from '@jest/globals';
import type { LineageStatement } from '../../subgraphs/lineage/index.ts';
import { readEvent } from './event.ts';
import { statementOf } from './statement.ts';

const RUN = '01a1f78a-5300-74c7-ae9b-b6446469f8b3';
const said = (more: object) => {
  const event = {
    eventType: 'COMPLETE',
    eventTime: '2026-11-01T00:00:00Z',
    run: { runId: RUN },
    job: { namespace: 'shop', name: 'load' },
  };
  const { statement, warnings } = statementOf(readEvent({ ...event, ...more }, Date.UTC(2026, 10, 2)));
  return { ...(statement as Extract<LineageStatement, { kind: 'run' }>), warnings };
};
const dataset = (name: string, facets: object = {}) => ({ namespace: 'shop', name, facets });
const run = (facets: object) => ({ run: { runId: RUN, facets } });
const reference = (runId: string, name: string) => ({ run: { runId }, job: { namespace: 'shop', name } });
const other = 'c0ffee00-0000-4000-8000-000000000000';

describe('facets', () => {
  it('nobody here knows are kept as they were sent', () =>
    expect(said(run({ acme: { tier: [1, null] } })).facets).toEqual([{ name: 'acme', value: { tier: [1, null] } }]));

  it('of 5 MB are left out by name, and the rest of the event is kept', () => {
    const { facts, warnings } = said({ outputs: [dataset('daily', { acme: { text: 'x'.repeat(5e6) }, small: {} })] });
    expect(facts).toMatchObject([{ kind: 'facet', of: 'dataset', name: 'small' }]);
    expect(warnings).toEqual([expect.stringMatching(/^outputs\.0\.facets\.acme: 5000011 bytes as JSON/)]);
  });

  it('that do not fit in a thousand places are named a hundred times, and counted', () => {
    const outputs = Array.from({ length: 1_000 }, (_, index) => dataset(`t${index}`, { schema: { fields: index } }));
    const { warnings, edges } = said({ outputs });
    expect([edges.length, warnings.length, warnings.at(-1)]).toEqual([1_000, 101, 'and 900 more warnings like these']);
  });

  it('that do not fit are left out of what is kept, too', () => {
    const { facts, warnings } = said({ outputs: [dataset('daily', { lifecycleStateChange: { x: 1 } })] });
    expect(facts.filter(({ kind }) => kind === 'facet')).toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});

describe('a run', () => {
  it('knows the run that started it and the one at the top', () =>
    expect(said(run({ parent: { ...reference(other, 'dag'), root: reference(other, 'top') } }))).toMatchObject({
      parent: { runId: other, job: 'job/shop/dag' },
      root: { runId: other, job: 'job/shop/top' },
    }));

  it.each([
    [
      'a job',
      reference(other, 'x'.repeat(5_000)),
      /^run\.facets\.parent\.job\.name: makes an asset id of 50\d\d characters/,
    ],
    ['a run id', reference('x'.repeat(5_000), 'dag'), /^run\.facets\.parent\.run\.runId: 5000 characters/],
  ])('whose parent has %s of 5 kB has none, and says so', (_, parent, warning) =>
    expect(said(run({ parent: { ...parent, root: reference(other, 'top') } }))).toMatchObject({
      parent: null,
      root: { job: 'job/shop/top' },
      warnings: [expect.stringMatching(warning)],
    }),
  );

  it('that names itself as its parent has none, and says so', () =>
    expect(said(run({ parent: reference(RUN, 'load') }))).toMatchObject({
      parent: null,
      warnings: [expect.stringContaining('names itself as its parent')],
    }));

  it('is for no day that has no zone; the facet is still there to read', () =>
    expect(said(run({ nominalTime: { nominalStartTime: '2026-11-01T00:00:00' } }))).toMatchObject({
      nominal: null,
      facets: [{ name: 'nominalTime' }],
      warnings: [expect.stringContaining('expected a time with zone')],
    }));

  it('reads and writes versions', () =>
    expect(said({ inputs: [dataset('raw', { version: { datasetVersion: '7' } })] }).versions).toEqual([
      { asset: 'dataset/shop/raw', version: '7' },
    ]));
});

describe('a dataset', () => {
  const daily = 'dataset/shop/daily';
  const lifecycle = (more: object) =>
    said(more).facts.flatMap((fact) => (fact.kind === 'lifecycle' ? [[fact.asset, fact.change, fact.other]] : []));
  const renamed = {
    lifecycleStateChange: { lifecycleStateChange: 'RENAME', previousIdentifier: { namespace: 'shop', name: 'old' } },
  };

  it('that was renamed is known by both names', () =>
    expect(lifecycle({ outputs: [dataset('daily', renamed)] })).toEqual([
      [daily, 'RENAME', 'dataset/shop/old'],
      ['dataset/shop/old', 'RENAMED', daily],
    ]));

  it('is not renamed by a run that failed', () =>
    expect(lifecycle({ eventType: 'FAIL', outputs: [dataset('daily', renamed)] })).toEqual([]));

  it('that is written with nothing else said is known to be back', () =>
    expect(lifecycle({ outputs: [dataset('daily')] })).toEqual([[daily, 'WRITTEN', null]]));

  it('is no symlink of itself, and of no name that is too long', () => {
    const identifiers = ['daily', 'alias', 'x'.repeat(5e3)].map((name) => ({ namespace: 'shop', name, type: 'TABLE' }));
    const { symlinks, warnings } = said({ outputs: [dataset('daily', { symlinks: { identifiers } })] });
    expect(symlinks).toEqual([{ asset: daily, alias: 'dataset/shop/alias' }]);
    expect(warnings).toEqual([expect.stringContaining('symlinks.identifiers.2.name')]);
  });

  it('has its nested fields by their paths', () => {
    const schema = { fields: [{ name: 'address', type: 'struct', fields: [{ name: 'city', type: 'text' }] }] };
    const fields = said({ outputs: [dataset('daily', { schema })] }).facts.flatMap((fact) =>
      fact.kind === 'schema' ? fact.fields.map(({ name }) => name) : [],
    );
    expect(fields).toEqual(['address', 'address.city']);
  });

  it('that a job both reads and writes has both edges', () =>
    expect(said({ inputs: [dataset('daily')], outputs: [dataset('daily')] }).edges.map(({ role }) => role)).toEqual([
      'READS',
      'WRITES',
    ]));

  it('whose field is derived from itself, as in an incremental load, has that edge', () => {
    const columnLineage = {
      fields: { total: { inputFields: [{ namespace: 'shop', name: 'daily', field: 'total' }] } },
    };
    expect(said({ outputs: [dataset('daily', { columnLineage })] }).edges).toContainEqual({
      ...{ from: 'feature/shop/daily/total', to: 'feature/shop/daily/total', role: 'DERIVES' },
    });
  });
});
