import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { LineageStatement } from '../../subgraphs/lineage/index.ts';
import { readEvent } from './event.ts';
import { statementOf } from './statement.ts';

const NOW = Date.UTC(2026, 10, 2);
const folder = join(import.meta.dirname, '../../test/data/captures/events');

const event = (more: object = {}) => ({
  eventType: 'COMPLETE',
  eventTime: '2026-11-01T00:00:00Z',
  run: { runId: '01A1F78A-5300-74C7-AE9B-B6446469F8B3' },
  job: { namespace: 'shop', name: 'load' },
  ...more,
});
const dataset = (name: string, facets: object = {}) => ({ namespace: 'shop', name, facets });
const model = (version: string) =>
  dataset('risk', { datasetType: { datasetType: 'MODEL' }, version: { datasetVersion: version } });
const job = (name: string, facets: object) => ({ namespace: 'shop', name, facets });

type Described = Extract<LineageStatement, { facts: unknown }>;
const described = (raw: object): Described & { warnings: string[] } => {
  const { statement, warnings } = statementOf(readEvent(raw, NOW));
  if (!('facts' in statement)) throw new Error(`an event became a ${statement.kind} statement`);
  return { ...statement, warnings };
};
const edgesOf = (raw: object) => described(raw).edges.map(({ from, role, to }) => `${from} ${role} ${to}`);

describe("events of the standard's and of Marquez's own tests", () => {
  it.each(readdirSync(folder))('%s is understood', (file) => {
    const { kind, warnings } = described(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    expect(kind).toBe(file.includes('job_event') ? 'static' : 'run');
    expect(warnings).toEqual(
      file.includes('invalid_job_facet') ? [expect.stringMatching(/^job\.facets\.ownership\.owners\.0\.name: /)] : [],
    );
  });
});

describe('models and what serves them', () => {
  it('sees training in a job that writes a model version', () =>
    expect(edgesOf(event({ outputs: [model('3')] }))).toEqual(['job/shop/load TRAINS model-version/shop/risk/3']));

  it('sees serving in a deployment that reads one, in the environment that its tag names', () => {
    const facets = { jobType: { jobType: 'DEPLOYMENT' }, tags: { tags: [{ key: 'environment', value: 'prod' }] } };
    expect(edgesOf(event({ job: job('risk-api', facets), inputs: [model('3')] }))).toEqual([
      'model-version/shop/risk/3 SERVES deployment/prod/risk-api',
    ]);
  });

  it("takes a service's namespace for its environment when no tag names one", () =>
    expect(
      edgesOf(event({ job: job('web', { jobType: { jobType: 'SERVICE' } }), inputs: [dataset('prices')] })),
    ).toEqual(['dataset/shop/prices READS service/shop/web']));
});

describe('column lineage', () => {
  const from = (field: string, ...transformations: object[]) => ({
    ...{ namespace: 'shop', name: 'raw', field },
    ...(transformations.length > 0 ? { transformations } : {}),
  });
  const direct = { type: 'DIRECT', subtype: 'AGGREGATION', masking: true };
  const indirect = { type: 'INDIRECT', subtype: 'GROUP_BY' };
  const written = (columnLineage: object, ...columns: string[]) =>
    event({
      inputs: [dataset('raw')],
      outputs: [dataset('daily', { columnLineage, schema: { fields: columns.map((name) => ({ name })) } })],
    });
  const derivesIn = (raw: object) => described(raw).edges.filter(({ role }) => role === 'DERIVES');

  it('says of a field both computed from another and grouped by it that it is computed from it', () => {
    const lineage = { fields: { total: { inputFields: [from('price', indirect, direct)] } }, dataset: [from('price')] };
    expect(derivesIn(written(lineage))).toEqual([
      {
        ...{ from: 'feature/shop/raw/price', to: 'feature/shop/daily/total', role: 'DERIVES' },
        transformation: { type: 'DIRECT', subtype: 'AGGREGATION', masking: true },
      },
    ]);
  });

  it('carries what the whole dataset depends on to each of its fields', () =>
    expect(
      derivesIn(written({ fields: {}, dataset: [from('day', indirect)] }, 'day', 'total')).map(({ to }) => to),
    ).toEqual(['feature/shop/daily/day', 'feature/shop/daily/total']));

  it('claims no kind of connection where the producer names none, and reads the older form where it does', () => {
    const of = (transformationType?: string) =>
      derivesIn(written({ fields: { total: { inputFields: [from('price')], transformationType } } }))[0]
        ?.transformation;
    expect(of()).toBeUndefined();
    expect(of('MASKED')).toEqual({ type: 'DIRECT', subtype: 'MASKED', masking: true });
  });

  it('has the job feed a field of which nothing more is said, beside others', () =>
    expect(edgesOf(written({ fields: { total: { inputFields: [from('price')] } } }, 'total', 'loaded_at'))).toContain(
      'job/shop/load WRITES feature/shop/daily/loaded_at',
    ));

  it('makes no features of a schema alone', () =>
    expect(edgesOf(event({ outputs: [dataset('daily', { schema: { fields: [{ name: 'a' }] } })] }))).toEqual([
      'job/shop/load WRITES dataset/shop/daily',
    ]));

  it('knows a field of a model version for part of that version, not of a dataset of its name', () => {
    const scored = { fields: { score: { inputFields: [{ namespace: 'shop', name: 'risk', field: 'score' }] } } };
    expect(edgesOf(event({ inputs: [model('3')], outputs: [dataset('scores', { columnLineage: scored })] }))).toContain(
      'feature/shop/risk/score PART_OF model-version/shop/risk/3',
    );
  });

  it('leaves out a field whose name makes too long an id, says so, and keeps the others', () => {
    const fields = { total: { inputFields: [from('price'), from('x'.repeat(5_000))] } };
    const { edges, warnings } = described(written({ fields }));
    expect(edges.filter(({ role }) => role === 'DERIVES')).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringMatching(/^outputs\.0\.facets\.columnLineage: the field x+… makes too long/),
    ]);
  });
});

describe('what an event says of its job and datasets', () => {
  it('knows a change of code by the code itself where no version is sent', () => {
    const versionOf = (sourceCode: string) => {
      const [fact] = described(event({ job: job('load', { sourceCode: { language: 'PYTHON', sourceCode } }) })).facts;
      return fact?.kind === 'sourceCode' ? fact.version : null;
    };
    expect(versionOf('a = 1')).toMatch(/^sha256:[\da-f]{12}$/);
    expect(versionOf('a = 1')).not.toBe(versionOf('a = 2'));
  });

  it('reads 64-bit counts as numbers and as text', () => {
    const rows = (rowCount: unknown) =>
      described(
        event({ outputs: [{ ...dataset('daily'), outputFacets: { outputStatistics: { rowCount } } }] }),
      ).facts.filter(({ kind }) => kind !== 'facet');
    expect(rows('12')).toEqual(rows(12));
    expect(rows(12)).toMatchObject([{ kind: 'rowCount', rows: 12, asset: 'dataset/shop/daily' }]);
  });

  it('knows a run by its id, however its letters are written', () =>
    expect(described(event())).toMatchObject({ runId: '01a1f78a-5300-74c7-ae9b-b6446469f8b3' }));
});

describe('an event that cannot be kept', () => {
  it('is of a time that has not come', () =>
    expect(() => readEvent(event({ eventTime: '2026-11-04T00:00:00Z' }), NOW)).toThrow(
      'eventTime: found "2026-11-04T00:00:00Z", more than a day in the future; it is 2026-11-02T00:00:00.000Z here',
    ));
  it('has a name that no id can be made of', () =>
    expect(() => described(event({ job: { namespace: 'shop', name: '\ud800' } }))).toThrow('half a surrogate pair'));
});
