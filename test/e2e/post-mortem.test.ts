import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../cli/headwater.fixture.ts';
import { seed, settled } from '../graph/scenario/seed.ts';
import { type Server, startServer } from './server.ts';

const LOAD = 'job/churn-pipeline/load_orders';
const DUE = '2099-12-01';

/** As people go about it after a night, each step on what the one before it left. */
describe('the post-mortem of an incident from the command line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-post-mortem-'));
  let server: Server;
  let incident: string;

  const headwater = (...args: string[]) => run(args, { HEADWATER_URL: server.url });
  const done = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await headwater(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr });
    return stdout;
  };

  beforeAll(async () => {
    server = await startServer();
    await seed(server.url);
    await settled(server.url);
    const { incidents } = JSON.parse(await done('incident', 'list', '--json'));
    incident = incidents[0].id;
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(directory, { recursive: true });
  });

  it('is not there before somebody begins it, which is said with the command that does', async () => {
    const { status, stderr } = await headwater('post-mortem', 'show', incident);
    expect(status).toBe(3);
    expect(stderr).toContain(`headwater post-mortem begin ${incident}`);
  });

  it('is written, with a text from a file', async () => {
    const impact = join(directory, 'impact.md');
    writeFileSync(impact, 'Every customer was taken for a loyal one.');
    await done('post-mortem', 'begin', incident, '--by', 'ana');
    const summary = 'The orders did not arrive.';
    expect(await done('post-mortem', 'edit', incident, '--summary', summary, '--impact', `@${impact}`)).toContain(
      'DRAFT',
    );
  });

  it('is not published while the incident goes on and nobody has confirmed its cause: both are said', async () => {
    const { status, stderr } = await headwater('post-mortem', 'publish', incident);
    expect(status).toBe(5);
    expect(stderr).toMatch(/resolve/i);
    expect(stderr).toMatch(/cause/i);
  });

  it('says what began it, which is kept as a labelled case', async () => {
    const confirm = ['post-mortem', 'confirm', incident, '--cause', LOAD, '--origin', 'DATA', '--note', 'a full disk'];
    expect(await done(...confirm)).toContain('kept as a labelled case');
    const file = join(directory, 'cases.ndjson');
    await done('incident', 'export-cases', '--output', file);
    const cases = readFileSync(file, 'utf8').trim().split('\n');
    expect(cases.map((line) => JSON.parse(line))).toMatchObject([{ origin: 'DATA' }]);
    expect(cases[0]).toContain(LOAD);
  });

  it('refuses whoever read an earlier version, and says who was first', async () => {
    const { status, stderr } = await headwater('post-mortem', 'edit', incident, '--lessons', 'x', '--at-version', '1');
    expect(status).toBe(5);
    expect(stderr).toContain('local user');
  });

  it('is published when the incident is over, and read as one document with its timeline', async () => {
    const action = ['--title', 'Watch the disk', '--owner', 'data-platform', '--due', DUE];
    await done('post-mortem', 'action', 'add', incident, ...action);
    await done('incident', 'resolve', incident, '--by', 'ana', '--note', 'made room');
    expect(await done('post-mortem', 'publish', incident)).toContain('PUBLISHED');
    const document = await done('post-mortem', 'show', incident, '--markdown');
    for (const part of ['The orders did not arrive.', 'loyal', LOAD, 'a full disk', 'Watch the disk', DUE, 'made room'])
      expect(document).toContain(part);
    expect(await done('post-mortem', 'list')).toContain('PUBLISHED');
  });
});
