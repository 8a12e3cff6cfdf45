import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type GraphQLError, graphql } from 'graphql';
import { codeOf } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { catalog } from './index.ts';

const example = readFileSync(join(import.meta.dirname, '../../test/graph/apply-catalog/contract-example.yaml'), 'utf8');

let directory: string;
let subgraph: Subgraph<null>;

const open = () =>
  catalog({
    dataDirectory: directory,
    clock: () => 0,
    log: silentLog(),
    graph: { ask: () => Promise.reject(new Error('the catalog asks nobody')) },
  });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-catalog-'));
  subgraph = await open();
});

afterEach(async () => {
  await subgraph.close();
  rmSync(directory, { recursive: true });
});

const answer = (source: string, variableValues?: Record<string, unknown>) =>
  graphql({
    schema: subgraph.schema,
    source,
    variableValues,
    contextValue: subgraph.context({ signal: new AbortController().signal, traceId: '' }),
  });

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
async function ask(source: string, variables?: Record<string, unknown>): Promise<any> {
  const { data, errors } = await answer(source, variables);
  expect(errors).toBeUndefined();
  return data;
}

const APPLY = `mutation($input: ApplyCatalogInput!) { applyCatalog(input: $input) {
  definitions { id version status }
  changes { entity name field before after }
  userErrors { code field message }
} }`;

const apply = async (document: string, more: object = {}) =>
  (await ask(APPLY, { input: { document, ...more } })).applyCatalog;

const codesOf = (errors: readonly GraphQLError[] = []) => errors.map(({ originalError }) => codeOf(originalError));

describe('applying through the graph', () => {
  it('keeps nothing of a dry run, and nothing of an input with one fault', async () => {
    expect((await apply(example, { dryRun: true })).definitions).toHaveLength(3);
    const refused = await apply(example.replace('window: P1D', 'window: daily'));
    expect(refused).toMatchObject({ definitions: [], changes: [], userErrors: [{ code: 'INVALID' }] });
    expect(await ask('{ definitions { totalCount } teams { id } }')).toEqual({
      definitions: { totalCount: 0 },
      teams: [],
    });
  });

  it('answers a call sent again with its key as before, though the catalog has moved on', async () => {
    const first = await apply(example, { idempotencyKey: 'monday' });
    await apply(example.replace('below: 0.85', 'below: 0.8'));
    expect(await apply(example, { idempotencyKey: 'monday' })).toEqual(first);
    const { definition } = await ask('{ definition(name: "prediction.accuracy") { revision thresholds { value } } }');
    expect(definition).toMatchObject({ revision: 2, thresholds: [{ value: 0.8 }, { value: 0.03 }] });
  });

  it('refuses another document under a key that was used', async () => {
    await apply(example, { idempotencyKey: 'monday' });
    const other = await apply(example.replace('below: 0.85', 'below: 0.8'), { idempotencyKey: 'monday' });
    expect(other.userErrors).toEqual([expect.objectContaining({ code: 'CONFLICT', field: 'idempotencyKey' })]);
    expect(
      await apply(example.replace('below: 0.85', 'below: 0.8'), { idempotencyKey: 'monday', dryRun: true }),
    ).toMatchObject({
      userErrors: [],
    });
  });

  it('takes a playbook that was applied before', async () => {
    await apply(example);
    const [, accuracy = ''] = example.split('\n---\n');
    expect((await apply(accuracy)).definitions).toEqual([
      { id: 'prediction.accuracy@1', version: 1, status: 'UNCHANGED' },
    ]);
  });

  it('tells garbage from an outage', async () => {
    const { userErrors } = await apply('kind: Team\nmetadata: *nobody\n');
    expect(userErrors).toEqual([expect.objectContaining({ code: 'SYNTAX', field: 'documents[0]' })]);
  });
});

describe('reading the catalog', () => {
  beforeEach(() => apply(example));

  it('keeps an old version readable after its meaning changed', async () => {
    await apply(example.replace('window: P1D', 'window: P7D'));
    const data = await ask(`{
      now: definition(name: "prediction.accuracy") { id window }
      before: definition(name: "prediction.accuracy", version: 1) { id window }
      never: definition(name: "prediction.accuracy", version: 0) { id }
    }`);
    expect(data).toEqual({
      now: { id: 'prediction.accuracy@2', window: 'P7D' },
      before: { id: 'prediction.accuracy@1', window: 'P1D' },
      never: null,
    });
  });

  it('gives a threshold in the reading form, with what a burn rate needs beside it', async () => {
    const { definition } = await ask(`{ definition(name: "serving.latency.p99") {
      thresholds { comparison value clearValue for } thresholdParameters
    } }`);
    expect(definition.thresholds).toEqual([{ comparison: 'BURN_RATE', value: 0.99, clearValue: null, for: 'PT5M' }]);
    expect(definition.thresholdParameters).toEqual([
      {
        range: null,
        detector: null,
        target: 400,
        burnRates: [
          { factor: 14.4, long: 'PT1H', short: 'PT5M' },
          { factor: 6, long: 'PT6H', short: 'PT30M' },
        ],
      },
    ]);
  });

  it('gives a change detector the numbers that its word stands for', async () => {
    await apply(example.replace('belowBaselineBy: 0.03', 'belowBaselineBy: 0.03, detector: cusum'));
    const { definition } = await ask(
      '{ definition(name: "prediction.accuracy") { thresholds { comparison value } thresholdParameters } }',
    );
    expect(definition.thresholds[1]).toEqual({ comparison: 'BELOW_BASELINE_BY', value: 0.03 });
    expect(definition.thresholdParameters[1]).toMatchObject({ detector: { kind: 'cusum', k: 0.5, h: 5 } });
  });

  it('pages by name, and refuses a page of nothing and a cursor of another list', async () => {
    const PAGE = `query($first: Int!, $after: String) { definitions(first: $first, after: $after) {
      edges { node { name } } pageInfo { hasNextPage endCursor }
    } }`;
    const { definitions: first } = await ask(PAGE, { first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const { definitions: second } = await ask(PAGE, { first: 2, after: first.pageInfo.endCursor });
    const names = [...first.edges, ...second.edges].map(({ node }: { node: { name: string } }) => node.name);
    expect(names).toEqual(['feature.drift.psi', 'prediction.accuracy', 'serving.latency.p99']);
    expect(second.pageInfo.hasNextPage).toBe(false);
    for (const variables of [{ first: 0 }, { first: 101 }, { first: 2, after: 'bm9uZQ' }])
      expect(codesOf((await answer(PAGE, variables)).errors)).toEqual(['BAD_USER_INPUT']);
  });

  it('answers references of other subgraphs in their order, null where there is none', async () => {
    const ids = [
      { __typename: 'MetricDefinition', id: 'prediction.accuracy@1' },
      { __typename: 'MetricDefinition', id: 'prediction.accuracy@9' },
      { __typename: 'Asset', id: 'deployment/prod/credit-risk' },
      { __typename: 'Asset', id: 'deployment/prod/unknown' },
      { __typename: 'Team', id: 'team/platform-sre' },
      { __typename: 'Playbook', id: 'playbook/accuracy-loss' },
    ];
    const { _entities } = await ask(
      `query($ids: [_Any!]!) { _entities(representations: $ids) {
        ... on MetricDefinition { name }
        ... on Asset { title tier owner { name contact } }
        ... on Team { id name contact }
        ... on Playbook { version steps { order title } }
      } }`,
      { ids },
    );
    expect(_entities).toEqual([
      { name: 'prediction.accuracy' },
      null,
      { title: 'Credit risk scoring', tier: 1, owner: { name: 'risk-ml', contact: 'risk-ml@example.com' } },
      { title: null, tier: null, owner: null },
      { id: 'team/platform-sre', name: 'platform-sre', contact: null },
      {
        version: 1,
        steps: [
          { order: 1, title: 'Look at the first cause' },
          { order: 2, title: 'Roll back when a deployment is to blame' },
        ],
      },
    ]);
  });

  it('still knows everything after a restart', async () => {
    await subgraph.close();
    subgraph = await open();
    expect(await ask('{ definitions { totalCount } teams { id } }')).toEqual({
      definitions: { totalCount: 3 },
      teams: [{ id: 'team/risk-ml' }],
    });
  });
});

describe('what became of a definition', () => {
  const HISTORY = `query($first: Int!, $after: String) { definition(name: "prediction.accuracy") { history(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { definition { id revision window author reason appliedAt } changes { field before after effect } } }
  } } }`;

  beforeEach(async () => {
    await apply(example);
    await apply(example.replace('below: 0.85', 'below: 0.8'), { author: 'grace', reason: 'too many pages at night' });
    await apply(example.replace('window: P1D', 'window: P7D'), { author: ' ', reason: ' ' });
  });

  it('is told newest first with who, when, why and what changed, page by page', async () => {
    const { definition } = await ask(HISTORY, { first: 2 });
    const { edges, pageInfo, totalCount } = definition.history;
    expect(totalCount).toBe(3);
    expect(edges.map(({ node }: { node: object }) => node)).toEqual([
      {
        definition: {
          id: 'prediction.accuracy@2',
          revision: 1,
          window: 'P7D',
          author: 'local user',
          reason: null,
          appliedAt: '1970-01-01T00:00:00.000Z',
        },
        changes: [
          { field: 'spec.window', before: 'P1D', after: 'P7D', effect: 'MEANING' },
          { field: 'spec.thresholds[0].below', before: 0.8, after: 0.85, effect: 'POLICY' },
        ],
      },
      {
        definition: expect.objectContaining({ revision: 2, author: 'grace', reason: 'too many pages at night' }),
        changes: [{ field: 'spec.thresholds[0].below', before: 0.85, after: 0.8, effect: 'POLICY' }],
      },
    ]);
    const next = (await ask(HISTORY, { first: 2, after: pageInfo.endCursor })).definition.history;
    expect(next.edges).toHaveLength(1);
    expect(next.edges[0].node.changes[0]).toMatchObject({ field: 'metadata', before: null, effect: 'CREATED' });
    expect(next.pageInfo.hasNextPage).toBe(false);
    for (const variables of [{ first: 0 }, { first: 1, after: 'bm9uZQ' }])
      expect(codesOf((await answer(HISTORY, variables)).errors)).toEqual(['BAD_USER_INPUT']);
  });

  it('says whether two versions may be compared, and by which fields of meaning they differ', async () => {
    const COMPARE = `query($one: ID!, $other: ID!) { definitionComparison(one: $one, other: $other) {
      comparable differences { field before after effect }
    } }`;
    const compare = async (one: string, other: string) => (await ask(COMPARE, { one, other })).definitionComparison;
    expect(await compare('prediction.accuracy@1', 'prediction.accuracy@2')).toEqual({
      comparable: false,
      differences: [{ field: 'spec.window', before: 'P1D', after: 'P7D', effect: 'MEANING' }],
    });
    expect(await compare('prediction.accuracy@2', 'prediction.accuracy@2')).toEqual({
      comparable: true,
      differences: [],
    });
    const { errors } = await answer(COMPARE, { one: 'prediction.accuracy@1', other: 'prediction.accuracy@7' });
    expect(codesOf(errors)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('finding a definition', () => {
  it('goes by words, tag and day of review, and refuses a day that is none and a text without a word', async () => {
    await apply(example.replace('reviewBy: 2027-02-01\n', 'reviewBy: 2026-12-24\n  tags: [core]\n'));
    const FIND = `query($text: String, $tag: String, $due: String) { definitions(text: $text, tag: $tag, reviewDueBy: $due) {
      totalCount edges { node { name tags } }
    } }`;
    const found = async (variables: object) =>
      (await ask(FIND, { ...variables })).definitions.edges.map(({ node }: { node: { name: string } }) => node.name);
    expect(await found({ text: 'Stabil FEAT' })).toEqual(['feature.drift.psi']);
    expect(await found({ tag: 'core' })).toEqual(['prediction.accuracy']);
    expect(await found({ due: '2026-12-31' })).toEqual(['prediction.accuracy']);
    for (const variables of [{ due: '2026-13-01' }, { due: 'soon' }, { text: '!?' }])
      expect(codesOf((await answer(FIND, variables)).errors)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a definition beside one that says the same', () => {
  const OVERLAPS = `mutation($input: ApplyCatalogInput!) { applyCatalog(input: $input) {
    definitions { status } overlaps { name existing kind }
  } }`;
  const latency = `---${example.split('\n---')[3]}`;

  it('is applied, with a warning that names the other', async () => {
    await apply(example);
    const twin = latency.replace('serving.latency.p99', 'api.slowness').replace('0.99 quantile of', 'the slow end of');
    expect((await ask(OVERLAPS, { input: { document: twin } })).applyCatalog).toEqual({
      definitions: [{ status: 'CREATED' }],
      overlaps: [{ name: 'api.slowness', existing: 'serving.latency.p99', kind: 'SAME_SOURCE' }],
    });
    expect((await ask(OVERLAPS, { input: { document: twin } })).applyCatalog.overlaps).toEqual([]);
  });
});

describe('when the store is away', () => {
  it('says so to whoever applies and whoever reads, and is not ready', async () => {
    await apply(example);
    await subgraph.close();
    expect(codesOf((await answer(APPLY, { input: { document: example } })).errors)).toEqual(['STORE_UNAVAILABLE']);
    expect(codesOf((await answer('{ definitions { totalCount } }')).errors)).toEqual(['STORE_UNAVAILABLE']);
    expect(await subgraph.readiness()).toEqual([expect.objectContaining({ part: 'catalog-store', ready: false })]);
    subgraph = await open();
  });
});
