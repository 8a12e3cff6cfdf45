import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { scoresOf } from '../../bench/root-cause/scores.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { readLabelledCases } from '../../test/scenarios/labelled-case.ts';
import { answerOf } from '../../test/scenarios/scenario-case.ts';
import { CHURN, DAY, day, ORDERS } from './domain/fixtures.contract.ts';
import { BAD, type FeedEntry, GraphOfEstate, LOAD, SOURCE } from './graph-of-estate.contract.ts';
import { type IncidentsIngest, incidents } from './index.ts';

let directory: string;
let now: number;
let graph: GraphOfEstate;
let subgraph: Subgraph<IncidentsIngest>;
let id: string;

const FIRED: FeedEntry = { day: BAD + 2, breached: true };
const OVER: FeedEntry = { day: BAD + 5, breached: false };

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-post-mortems-'));
  now = day(50);
  graph = new GraphOfEstate();
  subgraph = await incidents({ dataDirectory: directory, clock: () => now, log: silentLog(), graph });
  await follow(FIRED);
  id = (await ask('{ incidents { edges { node { id } } } }')).incidents.edges[0].node.id;
});

afterEach(async () => {
  await subgraph.close();
  rmSync(directory, { recursive: true });
});

async function follow(...feed: FeedEntry[]): Promise<void> {
  graph.feed = feed;
  while (await subgraph.work());
}

const answer = (source: string, variableValues: Record<string, unknown> = {}) =>
  graphql({
    schema: subgraph.schema,
    source,
    variableValues,
    contextValue: subgraph.context({ signal: new AbortController().signal, traceId: '' }),
  });

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
async function ask(source: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await answer(source, variables);
  expect(errors).toBeUndefined();
  return data;
}

const POST_MORTEM = `{
  id state version summary changed { by } published { version by } incident { id }
  cause {
    agreement origin note by hasLabelledCase labelledCaseGap causes { answeredRank assets { id } }
    answered { outcome causes { rank asset { id } } }
  }
  actions { id title owner due state overdue done { by } }
}`;

/** What a mutation left, and why it refused. */
async function act(mutation: string, input: Record<string, unknown> = {}) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation($input: ${type}!) {
    done: ${mutation}(input: $input) { postMortem ${POST_MORTEM} userErrors { code field message } }
  }`;
  const { done } = await ask(document, { input: { incident: id, by: 'ana', ...input } });
  return { postMortem: done.postMortem, errors: done.userErrors };
}

const begin = () => act('beginPostMortem');
const confirm = (version: number, more = {}) => act('confirmPostMortemCause', { version, ...more });
const cases = async () => (await ask('{ labelledCases { totalCount edges { node { id document } } } }')).labelledCases;

describe('a post-mortem', () => {
  it('is begun while the incident lasts, written, confirmed and published when it is over', async () => {
    expect((await begin()).postMortem).toMatchObject({ state: 'DRAFT', version: 1, incident: { id }, cause: null });
    await act('editPostMortem', { version: 1, summary: 'The load failed.' });
    await confirm(2, { origin: 'DATA', note: 'The source was late.' });
    expect((await act('publishPostMortem', { version: 3 })).errors).toEqual([
      expect.objectContaining({ code: 'NOT_RESOLVED', field: 'incident' }),
    ]);
    await follow(FIRED, OVER);
    const { postMortem, errors } = await act('publishPostMortem', { version: 3, by: 'ben' });
    expect(errors).toEqual([]);
    expect(postMortem).toMatchObject({ state: 'PUBLISHED', version: 4, published: { version: 4, by: 'ben' } });
    const { postMortems, incident } = await ask(
      `{ postMortems(state: [PUBLISHED]) { totalCount edges { node { id } } } incident(id: "${id}") { postMortem { version } } }`,
    );
    expect([postMortems.totalCount, incident.postMortem.version]).toEqual([1, 4]);
  });

  it('is there once: who begins it again is shown the one there is', async () => {
    await begin();
    const { postMortem, errors } = await act('beginPostMortem', { by: 'ben' });
    expect([postMortem.changed.by, errors]).toEqual([
      'ana',
      [{ code: 'ALREADY_BEGUN', field: 'incident', message: 'ana began it already; edit that one, version 1' }],
    ]);
  });

  it('loses nothing when two edit it at once: the second is refused, and every version is there', async () => {
    await begin();
    const edits = await Promise.all(
      ['ana', 'ben'].map((by) => act('editPostMortem', { version: 1, summary: `by ${by}`, by })),
    );
    const [first, second] = edits.toSorted((a, b) => a.errors.length - b.errors.length);
    expect([first?.errors, second?.errors[0].code, second?.postMortem.version]).toEqual([[], 'CONFLICT', 2]);
    const { incident } = await ask(
      `{ incident(id: "${id}") { postMortem { summary history { totalCount edges { node { version kind by summary } } } } } }`,
    );
    expect(incident.postMortem.summary).toBe(first?.postMortem.summary);
    expect(incident.postMortem.history).toMatchObject({
      totalCount: 2,
      edges: [
        { node: { version: 2, kind: 'EDITED' } },
        { node: { version: 1, kind: 'BEGUN', by: 'ana', summary: null } },
      ],
    });
  });

  it('takes the actions of many people at once', async () => {
    await begin();
    const added = await Promise.all(
      Array.from({ length: 5 }, (_, who) =>
        act('addPostMortemAction', { title: `${who}`, owner: 'ana', due: '2026-12-01' }),
      ),
    );
    expect(added.flatMap(({ errors }) => errors)).toEqual([]);
    await act('changePostMortemAction', { action: 'action/2', state: 'DONE' });
    now = Date.UTC(2027, 0, 1);
    const { incident } = await ask(`{ incident(id: "${id}") { postMortem ${POST_MORTEM} } }`);
    expect(incident.postMortem.actions).toHaveLength(5);
    expect(incident.postMortem.actions[1]).toMatchObject({ state: 'DONE', overdue: false, done: { by: 'ana' } });
    expect(incident.postMortem.actions[2]).toMatchObject({ state: 'OPEN', overdue: true, done: null });
  });

  it('is not written of what is not there, not begun, or went into another incident', async () => {
    const refusal = async (mutation: string, input = {}) => (await act(mutation, input)).errors[0];
    expect(await refusal('beginPostMortem', { incident: 'incident/x' })).toEqual({
      ...{ code: 'NOT_FOUND', field: 'incident' },
      message: 'there is no incident incident/x; `headwater incident list` shows those there are',
    });
    expect(await refusal('editPostMortem', { version: 1, summary: 'x' })).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'incident', message: expect.stringContaining('post-mortem begin') },
    });
    await begin();
    await follow(FIRED, { day: BAD + 4, breached: true, asset: ORDERS, threshold: 1 });
    const { splitIncident } = await ask(
      `mutation { splitIncident(input: { id: "${id}", alerts: ["${await alertOn(ORDERS)}"] }) { created { id } userErrors { message } } }`,
    );
    expect(splitIncident.userErrors).toEqual([]);
    const other = splitIncident.created.id;
    await ask(
      `mutation { mergeIncidents(input: { into: "${other}", incidents: ["${id}"] }) { userErrors { message } } }`,
    );
    const merged = await act('editPostMortem', { version: 1, summary: 'x' });
    expect(merged).toMatchObject({
      postMortem: { version: 1, summary: null },
      errors: [{ code: 'ALREADY_MERGED', message: `${id} was merged; write the post-mortem of ${other}` }],
    });
  });
});

const alertOn = async (asset: string): Promise<string> => {
  const { alerts } = await ask('{ alerts { edges { node { id metric { id } } } } }');
  return alerts.edges.find(({ node }: { node: { metric: { id: string } } }) => node.metric.id.endsWith(asset)).node.id;
};

describe('the cause', () => {
  it('is what was answered first where nobody says otherwise; its origin is never taken from the answer', async () => {
    await begin();
    const { postMortem, errors } = await confirm(1);
    expect(errors).toEqual([]);
    expect(postMortem.cause).toMatchObject({
      agreement: 'CONFIRMED',
      ...{ origin: null, by: 'ana', hasLabelledCase: true, labelledCaseGap: null },
      causes: [{ answeredRank: 1, assets: [{ id: LOAD }] }],
      answered: { outcome: 'CAUSES_FOUND', causes: expect.arrayContaining([{ rank: 1, asset: { id: LOAD } }]) },
    });
  });

  it('may be corrected to an asset that the answer did not name, which keeps what was answered', async () => {
    await begin();
    await confirm(1);
    const { postMortem } = await confirm(2, { causes: [{ assets: [SOURCE] }], origin: 'DATA' });
    expect(postMortem.cause).toMatchObject({
      ...{ agreement: 'CORRECTED', origin: 'DATA', causes: [{ answeredRank: null, assets: [{ id: SOURCE }] }] },
      answered: { outcome: 'CAUSES_FOUND' },
    });
    const { totalCount, edges } = await cases();
    expect([totalCount, edges[0].node.document.causes]).toEqual([1, [[SOURCE]]]);
  });

  it.each([
    [{ causes: [{ assets: ['orders'] }] }, 'causes.0.assets.0', 'BAD_USER_INPUT', /"orders" is not an asset id/],
    [{ causes: [{ assets: [] }] }, 'causes.0.assets', 'BAD_USER_INPUT', /name at least one asset/],
    [
      { causes: [{ assets: [LOAD] }, { assets: [LOAD, 'dataset/warehouse/nobody'] }] },
      ...['causes.1.assets.1', 'NOT_FOUND', /lineage knows no dataset\/warehouse\/nobody; look it up/],
    ],
    [{ alert: 'alert/x' }, 'alert', 'NOT_FOUND', /alert\/x is no alert of incident/],
    [{ version: 7 }, 'version', 'CONFLICT', /version 7 .* it is version 1 now/],
  ] as [object, string, string, RegExp][])('is refused where it is wrong: %j', async (more, field, code, message) => {
    await begin();
    const { postMortem, errors } = await confirm(1, more);
    expect([postMortem.version, errors]).toEqual([1, [{ code, field, message: expect.stringMatching(message) }]]);
    expect((await cases()).totalCount).toBe(0);
  });

  it('cannot be confirmed while lineage is away; nothing is kept, and it can be said again', async () => {
    await begin();
    graph.down.add('lineage');
    const document = `mutation { confirmPostMortemCause(input: { incident: "${id}", version: 1 }) { userErrors { code } } }`;
    const { errors } = await answer(document);
    expect(errors?.[0]?.message).toContain('lineage does not answer');
    graph.down.clear();
    expect((await confirm(1)).postMortem.version).toBe(2);
  });

  it('is confirmed without a case, and says why, when the windows are no longer kept', async () => {
    await begin();
    graph.forgotten = true;
    const { postMortem } = await confirm(1, { note: 'The source was late.' });
    expect(postMortem.cause).toMatchObject({
      ...{ agreement: 'CONFIRMED', hasLabelledCase: false },
      labelledCaseGap: expect.stringContaining('prediction.accuracy'),
    });
    expect((await cases()).totalCount).toBe(0);
  });

  it('has a case that no retention takes away', async () => {
    await begin();
    await confirm(1);
    const before = await cases();
    graph.forgotten = true;
    for (const part of ['lineage', 'catalog', 'metrics', 'feed'] as const) graph.down.add(part);
    expect(await cases()).toEqual(before);
    expect(before.edges[0].node.document).toMatchObject({
      format: 'headwater/labelled-case/1',
      question: { metric: 'prediction.accuracy', asset: CHURN, at: '2026-10-03T00:00:00.000Z' },
      changes: [{ kind: 'RUN_FAILED', asset: LOAD }],
      causes: [[LOAD]],
    });
  });

  it('is exported as the bench reads and scores it', async () => {
    await begin();
    await confirm(1, { origin: 'DATA' });
    const lines = (await cases()).edges.map(({ node }: { node: { document: object } }) =>
      JSON.stringify(node.document),
    );
    const read = readLabelledCases(lines.join('\n'), 'cases.ndjson');
    expect(read[0] && answerOf(read[0]).causes[0]).toMatchObject({ rank: 1, asset: LOAD });
    expect(scoresOf(read).all).toMatchObject({ cases: 1, reachable: 1, headwater: { top1: 1, origin: 1 } });
  });

  it('tells the next incident of its kind how this one ended', async () => {
    await begin();
    await confirm(1, { origin: 'DATA', note: 'the source was late' });
    now = day(BAD + 3);
    await ask(
      `mutation { resolveIncident(input: { id: "${id}", note: "ran load_orders again" }) { userErrors { code } } }`,
    );
    await follow(FIRED, OVER, { day: BAD + 8, breached: true });
    const { alerts } = await ask('{ alerts(state: [FIRING]) { edges { node { id } } } }');
    const { alertContext } = await ask(
      `{ alertContext(id: "${alerts.edges[0].node.id}") { similar { resolution } nextSteps { instruction } } }`,
    );
    const resolution = 'Begun by load_orders (data): the source was late. Ran load_orders again.';
    expect(alertContext.similar).toEqual([{ resolution }]);
    expect(alertContext.nextSteps.at(-1).instruction).toContain(resolution);
  });
});

describe('the timeline', () => {
  it('is drawn from the record, page by page, with times that nobody typed', async () => {
    now = day(BAD + 3);
    await ask(
      `mutation { acknowledgeIncident(input: { id: "${id}", by: "ben", note: "looking" }) { userErrors { code } } }`,
    );
    await follow(FIRED, OVER);
    await begin();
    const timeline =
      'timeline(first: 6 AFTER) { totalCount pageInfo { hasNextPage endCursor } edges { node { kind actor note } } }';
    const read = async (after = '') => {
      const times = 'times { began detected toDetect acknowledged toAcknowledge toResolve lasted }';
      const { incident } = await ask(
        `{ incident(id: "${id}") { postMortem { ${times} ${timeline.replace('AFTER', after)} } } }`,
      );
      return incident.postMortem;
    };
    const { times, timeline: first } = await read();
    expect(times).toEqual({
      ...{ began: new Date(day(BAD)).toISOString(), detected: new Date(day(BAD) + 2 * DAY).toISOString() },
      ...{ toDetect: 'PT172800S', acknowledged: new Date(day(BAD + 3)).toISOString(), toAcknowledge: 'PT86400S' },
      ...{ toResolve: 'PT259200S', lasted: 'PT432000S' },
    });
    const { timeline: second } = await read(`, after: "${first.pageInfo.endCursor}"`);
    const entries = [...first.edges, ...second.edges].map(({ node }) => node);
    expect([first.totalCount, second.pageInfo.hasNextPage]).toEqual([entries.length, false]);
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...['EVIDENCE', 'EVIDENCE', 'RUN_FAILED', 'BREACH_BEGAN', 'EVIDENCE', 'OPENED'],
      ...['ALERT_FIRED', 'AUDIENCE_JOINED', 'ACKNOWLEDGED', 'ALERT_RESOLVED', 'RESOLVED'],
    ]);
    expect(entries[8]).toMatchObject({ actor: 'ben', note: 'looking' });
  });

  it('is part of a document that people can read', async () => {
    await follow(FIRED, OVER);
    await begin();
    await confirm(1, { origin: 'DATA', note: 'The source | was late.' });
    await act('addPostMortemAction', { title: 'Alert on <late> loads', owner: 'data', due: '2026-12-01' });
    const { incident } = await ask(`{ incident(id: "${id}") { postMortem { markdown } } }`);
    const { markdown } = incident.postMortem;
    expect(markdown).toContain('# Post-mortem: Accuracy of churn fell: load_orders failed');
    expect(markdown).toContain('Begun by load_orders (data): The source | was late.');
    expect(markdown).toContain('| ☐ | Alert on &lt;late> loads | data | 2026-12-01 |');
    for (const heading of ['Summary', 'Impact', 'Cause', 'Timeline', 'Actions', 'Lessons'])
      expect(markdown).toContain(`\n## ${heading}\n`);
  });
});
