import { describe, expect, it } from '@jest/globals';
import { DAY, day, ORDERS } from './domain/fixtures.contract.ts';
import { FIRED, OVER } from './estate.contract.ts';
import { BAD } from './graph-of-estate.contract.ts';
import { openPostMortem } from './post-mortem.contract.ts';

const { act, begin, confirm, estate, idOfIncident, read } = openPostMortem();

describe('a post-mortem', () => {
  it('is begun while the incident lasts, written, confirmed and published when it is over', async () => {
    expect((await begin()).postMortem).toMatchObject({
      state: 'DRAFT',
      version: 1,
      incident: { id: idOfIncident() },
      cause: null,
    });
    await act('editPostMortem', { version: 1, summary: 'The load failed.' });
    await confirm(2, { origin: 'DATA', note: 'The source was late.' });
    expect((await act('publishPostMortem', { version: 3 })).errors).toEqual([
      expect.objectContaining({ code: 'NOT_RESOLVED', field: 'incident' }),
    ]);
    await estate.follow(FIRED, OVER);
    const { postMortem, errors } = await act('publishPostMortem', { version: 3, by: 'ben' });
    expect(errors).toEqual([]);
    expect(postMortem).toMatchObject({ state: 'PUBLISHED', version: 4, published: { version: 4, by: 'ben' } });
    const { postMortems, incident } = await estate.ask(
      `{ postMortems(state: [PUBLISHED]) { totalCount edges { node { id } } } incident(id: "${idOfIncident()}") { postMortem { version } } }`,
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
    const { summary, history } = await read(
      '{ summary history { totalCount edges { node { version kind by summary } } } }',
    );
    expect(summary).toBe(first?.postMortem.summary);
    expect(history).toMatchObject({
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
    estate.now = Date.UTC(2027, 0, 1);
    const { actions } = await read();
    expect(actions).toHaveLength(5);
    expect(actions[1]).toMatchObject({ state: 'DONE', overdue: false, done: { by: 'ana' } });
    expect(actions[2]).toMatchObject({ state: 'OPEN', overdue: true, done: null });
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
    await estate.follow(FIRED, { day: BAD + 4, breached: true, asset: ORDERS, threshold: 1 });
    const { splitIncident } = await estate.ask(
      `mutation { splitIncident(input: { id: "${idOfIncident()}", alerts: ["${await alertOn(ORDERS)}"] }) { created { id } userErrors { message } } }`,
    );
    expect(splitIncident.userErrors).toEqual([]);
    const other = splitIncident.created.id;
    await estate.ask(
      `mutation { mergeIncidents(input: { into: "${other}", incidents: ["${idOfIncident()}"] }) { userErrors { message } } }`,
    );
    const merged = await act('editPostMortem', { version: 1, summary: 'x' });
    expect(merged).toMatchObject({
      postMortem: { version: 1, summary: null },
      errors: [{ code: 'ALREADY_MERGED', message: `${idOfIncident()} was merged; write the post-mortem of ${other}` }],
    });
  });
});

const alertOn = async (asset: string): Promise<string> => {
  const { alerts } = await estate.ask('{ alerts { edges { node { id metric { id } } } } }');
  return alerts.edges.find(({ node }: { node: { metric: { id: string } } }) => node.metric.id.endsWith(asset)).node.id;
};

describe('the timeline', () => {
  it('is drawn from the record, page by page, with times that nobody typed', async () => {
    estate.now = day(BAD + 3);
    await estate.ask(
      `mutation { acknowledgeIncident(input: { id: "${idOfIncident()}", by: "ben", note: "looking" }) { userErrors { code } } }`,
    );
    await estate.follow(FIRED, OVER);
    await begin();
    const page = async (after = '') => {
      const times = 'times { began detected toDetect acknowledged toAcknowledge toResolve lasted }';
      const entries = 'totalCount pageInfo { hasNextPage endCursor } edges { node { kind actor note } }';
      return read(`{ ${times} timeline(first: 6${after}) { ${entries} } }`);
    };
    const { times, timeline: first } = await page();
    expect(times).toEqual({
      ...{ began: new Date(day(BAD)).toISOString(), detected: new Date(day(BAD) + 2 * DAY).toISOString() },
      ...{ toDetect: 'PT172800S', acknowledged: new Date(day(BAD + 3)).toISOString(), toAcknowledge: 'PT86400S' },
      ...{ toResolve: 'PT259200S', lasted: 'PT432000S' },
    });
    const { timeline: second } = await page(`, after: "${first.pageInfo.endCursor}"`);
    const entries = [...first.edges, ...second.edges].map(({ node }) => node);
    expect([first.totalCount, second.pageInfo.hasNextPage]).toEqual([entries.length, false]);
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...['EVIDENCE', 'EVIDENCE', 'RUN_FAILED', 'BREACH_BEGAN', 'EVIDENCE', 'OPENED'],
      ...['ALERT_FIRED', 'AUDIENCE_JOINED', 'ACKNOWLEDGED', 'ALERT_RESOLVED', 'RESOLVED'],
    ]);
    expect(entries[8]).toMatchObject({ actor: 'ben', note: 'looking' });
  });

  it('is part of a document that people can read', async () => {
    await estate.follow(FIRED, OVER);
    await begin();
    await confirm(1, { origin: 'DATA', note: 'The source | was late.' });
    await act('addPostMortemAction', { title: 'Alert on <late> loads', owner: 'data', due: '2026-12-01' });
    const { markdown } = await read('{ markdown }');
    expect(markdown).toContain('# Post-mortem: Accuracy of churn fell: load_orders failed');
    expect(markdown).toContain('Begun by load_orders (data): The source | was late.');
    expect(markdown).toContain('| ☐ | Alert on &lt;late> loads | data | 2026-12-01 |');
    for (const heading of ['Summary', 'Impact', 'Cause', 'Timeline', 'Actions', 'Lessons'])
      expect(markdown).toContain(`\n## ${heading}\n`);
  });
});
