import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AnsweringGraph, answeringGraph } from './answering-server.fixture.ts';
import { run } from './headwater.fixture.ts';

let graph: AnsweringGraph;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-cli-'));
  graph = await answeringGraph();
});

beforeEach(() => {
  graph.asked = [];
});

afterAll(() => {
  graph.close();
  rmSync(directory, { recursive: true });
});

const headwater = (...args: string[]) => run(args, { HEADWATER_URL: graph.url });
const postMortem = (...args: string[]) => headwater('post-mortem', ...args);
const inputOf = (index: number) => graph.asked[index]?.variables.input;

const ACTION = {
  id: 'action/1',
  title: 'Alert',
  owner: 'data',
  due: '2026-12-01',
  state: 'OPEN',
  overdue: true,
  done: null,
};
const CAUSE = {
  ...{ agreement: 'CORRECTED', causes: [{ answeredRank: 2, assets: [{ id: 'dataset/a/b' }] }], origin: 'DATA' },
  ...{ note: 'late', by: 'ana', at: '2026-11-02T00:00:00Z', hasLabelledCase: true, labelledCaseGap: null },
};
const DRAFT = {
  ...{ id: 'post-mortem/1', state: 'DRAFT', version: 4, summary: 'It rained.', impact: null, lessons: null },
  ...{ begun: { by: 'ana', at: '2026-11-01T00:00:00Z' }, changed: { by: 'ben', at: '2026-11-02T00:00:00Z' } },
  ...{ published: null, cause: CAUSE, actions: [ACTION] },
  incident: { id: 'incident/1', title: 'Accuracy fell', state: 'RESOLVED', severity: 'CRITICAL' },
};
const found = (more = {}) => ({ incident: { postMortem: { ...DRAFT, ...more } } });
const done = (more = {}) => ({ done: { postMortem: DRAFT, userErrors: [], ...more } });

describe('headwater post-mortem', () => {
  it('lists them with what is overdue', async () => {
    graph.answers = [{ postMortems: { totalCount: 1, edges: [{ node: DRAFT }] } }];
    const { stdout, status } = await postMortem('list', '--state', 'DRAFT');
    expect(status).toBe(0);
    expect(stdout).toMatch(/2026-11-01 00:00Z +DRAFT +CORRECTED +1 of 1 open, 1 overdue +incident\/1 +Accuracy fell/);
  });

  it('shows what happened over all pages, what began it and what is done', async () => {
    const times = { began: '2026-10-30T00:00:00Z', detected: null, acknowledged: null, resolved: null };
    const entry = (summary: string) => ({ node: { time: '2026-11-01T00:00:00Z', summary, actor: null, note: null } });
    const page = (summary: string, hasNextPage: boolean) =>
      found({ timeline: { pageInfo: { hasNextPage, endCursor: 'c' }, edges: [entry(summary)] } });
    graph.answers = [found({ times }), page('A run failed', true), page('It was opened', false)];
    const { stdout } = await postMortem('show', 'post-mortem/1');
    for (const line of ['began 2026-10-30 00:00Z, detected -', 'cause: dataset/a/b (DATA): late', 'OVERDUE'])
      expect(stdout).toContain(line);
    expect(stdout.indexOf('A run failed')).toBeLessThan(stdout.indexOf('It was opened'));
    expect(graph.asked.map(({ variables }) => variables)).toEqual([
      { id: 'incident/1' },
      { id: 'incident/1', after: null },
      { id: 'incident/1', after: 'c' },
    ]);
  });

  it('prints the document alone with --markdown', async () => {
    graph.answers = [found({ markdown: '# Post-mortem: Accuracy fell\n' })];
    expect((await postMortem('show', 'incident/1', '--markdown')).stdout).toBe('# Post-mortem: Accuracy fell\n');
  });

  it('ends with 3 and says how to begin one when nobody has', async () => {
    graph.answers = [{ incident: { postMortem: null } }];
    const { status, stderr } = await postMortem('show', 'incident/1');
    expect([status, stderr]).toEqual([3, expect.stringContaining('`headwater post-mortem begin incident/1` does')]);
  });

  it('edits from a file, of the version that somebody read', async () => {
    writeFileSync(join(directory, 'impact.md'), '- nobody could pay\n');
    graph.answers = [done()];
    const args = ['--summary', 'It rained.', '--impact', `@${join(directory, 'impact.md')}`, '--at-version', '3'];
    expect((await postMortem('edit', 'incident/1', ...args)).status).toBe(0);
    expect(inputOf(0)).toEqual({
      ...{ incident: 'incident/1', version: 3, summary: 'It rained.', impact: '- nobody could pay\n' },
    });
    const { status, stderr } = await postMortem('edit', 'incident/1', '--lessons', '@nowhere.md');
    expect([status, stderr]).toEqual([2, expect.stringContaining('nowhere.md cannot be read')]);
  });

  it('ends with 5 when somebody else was first', async () => {
    const userErrors = [{ code: 'CONFLICT', field: 'version', message: 'version 3 was changed by ben; read it again' }];
    graph.answers = [done({ userErrors })];
    const { status, stderr } = await postMortem('publish', 'incident/1', '--at-version', '3');
    expect([status, stderr]).toEqual([
      5,
      expect.stringContaining('version: version 3 was changed by ben; read it again'),
    ]);
  });

  it('confirms causes of several names, of the newest version where nobody says which', async () => {
    graph.answers = [found(), done()];
    const causes = ['--cause', 'a', '--or', 'b', '--cause', 'c', '--origin', 'data'];
    const { stdout, status } = await postMortem('confirm', 'incident/1', ...causes);
    expect(status).toBe(0);
    expect(inputOf(1)).toMatchObject({
      version: 4,
      causes: [{ assets: ['a', 'b'] }, { assets: ['c'] }],
      origin: 'DATA',
    });
    expect(stdout).toContain('other than it was answered; kept as a labelled case');
  });

  it.each([
    [['--answered'], null],
    [['--unrecorded'], []],
  ])('confirms what was answered, or that nothing recorded began it: %j', async (args, causes) => {
    graph.answers = [done()];
    await postMortem('confirm', 'incident/1', '--at-version', '1', ...args);
    expect(inputOf(0)).toMatchObject({ causes });
  });

  it.each([[], ['--answered', '--cause', 'a'], ['--or', 'b'], ['--answered', '--origin', 'network']])(
    'asks nobody when what is confirmed is not clear: %j',
    async (...args) => {
      expect([(await postMortem('confirm', 'incident/1', ...args)).status, graph.asked]).toEqual([2, []]);
    },
  );

  it('adds actions and says that they are done', async () => {
    graph.answers = [done()];
    const action = ['--title', 'Alert', '--owner', 'data', '--due', '2026-12-01'];
    expect((await postMortem('action', 'add', 'incident/1', ...action)).stdout).toContain('OVERDUE');
    await postMortem('action', 'done', 'incident/1', 'action/1', '--by', 'cy');
    await postMortem('action', 'change', 'incident/1', 'action/1', '--open');
    expect([inputOf(1), inputOf(2)]).toEqual([
      { incident: 'incident/1', action: 'action/1', state: 'DONE', by: 'cy' },
      { incident: 'incident/1', action: 'action/1', state: 'OPEN' },
    ]);
    expect((await postMortem('action', 'add', 'incident/1', '--title', 'Alert')).status).toBe(2);
  });
});

describe('headwater incident export-cases', () => {
  const page = (id: string, hasNextPage: boolean) => ({
    labelledCases: { pageInfo: { hasNextPage, endCursor: id }, edges: [{ node: { document: { id } } }] },
  });
  const file = () => join(directory, 'cases.ndjson');

  it('writes every case in a line, to a file or standard output', async () => {
    graph.answers = [page('alert/1', true), page('alert/2', false)];
    const { stderr, status } = await headwater('incident', 'export-cases', '--output', file());
    expect([status, stderr]).toEqual([0, '2 cases\n']);
    expect(readFileSync(file(), 'utf8')).toBe('{"id":"alert/1"}\n{"id":"alert/2"}\n');
    expect(graph.asked[1]?.variables).toMatchObject({ after: 'alert/1' });
    graph.answers = [page('alert/1', false)];
    expect((await headwater('incident', 'export-cases')).stdout).toBe('{"id":"alert/1"}\n');
  });

  it('leaves what was there before when the server breaks off', async () => {
    writeFileSync(file(), 'before');
    graph.answers = [page('alert/1', true), {}];
    expect((await headwater('incident', 'export-cases', '--output', file())).status).not.toBe(0);
    expect(readFileSync(file(), 'utf8')).toBe('before');
    expect(existsSync(`${file()}.part`)).toBe(false);
  });

  it('says that no cause was confirmed yet', async () => {
    graph.answers = [{ labelledCases: { pageInfo: { hasNextPage: false, endCursor: null }, edges: [] } }];
    const { stderr, stdout } = await headwater('incident', 'export-cases');
    expect([stdout, stderr]).toEqual(['', 'no cause was confirmed yet, so there is no case\n']);
  });
});
