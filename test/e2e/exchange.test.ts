import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../cli/headwater.fixture.ts';
import { seed } from '../graph/scenario/seed.ts';
import { clearNeo4j, describeWithNeo4j } from '../servers/needs-neo4j.ts';
import { type Server, startServer } from './server.ts';

const directory = mkdtempSync(join(tmpdir(), 'headwater-exchange-'));
afterAll(() => rmSync(directory, { recursive: true }));

const headwater = (server: Server, ...args: string[]) => run(args, { HEADWATER_URL: server.url });

async function exported(server: Server): Promise<string> {
  const { status, stdout, stderr } = await headwater(server, 'export', 'lineage');
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringMatching(/^\d+ lines\n$/) });
  return stdout;
}

/** Writes a file of this text and imports it. */
async function imported(server: Server, text: string | Buffer, ...options: string[]) {
  const file = join(directory, Buffer.isBuffer(text) ? 'lineage.ndjson.gz' : 'lineage.ndjson');
  writeFileSync(file, text);
  return headwater(server, 'import', 'lineage', file, ...options);
}

describe('lineage moved from one server to another', () => {
  let source: Server;
  let target: Server;
  let lines: string;
  beforeAll(async () => {
    [source, target] = await Promise.all([startServer(), startServer()]);
    await seed(source.url);
    lines = await exported(source);
  }, 120_000);
  afterAll(() => Promise.all([source.stop(), target.stop()]));

  it('is named by line and field where it is wrong, and nothing of it is kept', async () => {
    const broken = lines.replace('"role":"READS"', '"role":"EATS"');
    const line = broken.split('\n').findIndex((each) => each.includes('EATS')) + 1;
    const { status, stderr } = await imported(target, broken);
    expect(status).toBe(5);
    expect(stderr).toMatch(new RegExp(`^headwater: line ${line}: headwater\\.(spans|statics|runs)\\..*role: `));
    expect(await exported(target)).toBe('');
  });

  it('is told from ordinary OpenLineage events, from nothing and from a file that is not there', async () => {
    expect(await imported(target, '{"eventTime":"2026-11-01T00:00:00Z"}')).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('no facet `headwater`: this is no line of an export'),
    });
    expect(await imported(target, '')).toMatchObject({ status: 5 });
    expect(await headwater(target, 'import', 'lineage', join(directory, 'missing'))).toMatchObject({ status: 3 });
  });

  it('is the same to the byte on the way back', async () => {
    expect(await imported(target, gzipSync(lines))).toMatchObject({ status: 0 });
    expect(await exported(target)).toBe(lines);
  });

  it('goes into an empty server only, unless an import that broke off is resumed', async () => {
    const { status, stderr } = await imported(target, lines);
    expect(status).toBe(5);
    expect(stderr).toContain('--resume');
    expect(await imported(target, lines, '--resume')).toMatchObject({ status: 0 });
    expect(await exported(target)).toBe(lines);
  });

  it('is OpenLineage that other tools read: static events with inputs and the facets last sent', () => {
    const events = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const event of events) {
      expect(event).toMatchObject({ eventTime: expect.any(String), producer: expect.any(String) });
      expect(event.schemaURL).toMatch(event.job ? /JobEvent$/ : /DatasetEvent$/);
    }
    const job = events.find((event) => event.job && event.inputs.length > 0);
    expect(job.inputs[0]).toEqual({ namespace: expect.any(String), name: expect.any(String) });
  });
});

describeWithNeo4j('lineage moved into Neo4j', (neo4j) => {
  it('comes back into an embedded store the same to the byte', async () => {
    await clearNeo4j(neo4j());
    const { url, user, password } = neo4j();
    const [source, back] = await Promise.all([startServer(), startServer()]);
    const production = await startServer({
      HEADWATER_LINEAGE_URL: url,
      HEADWATER_LINEAGE_USER: user,
      HEADWATER_LINEAGE_PASSWORD: password,
    });
    try {
      await seed(source.url);
      const lines = await exported(source);
      expect(await imported(production, lines)).toMatchObject({ status: 0 });
      const moved = await exported(production);
      expect(moved).toBe(lines);
      expect(await imported(back, moved)).toMatchObject({ status: 0 });
      expect(await exported(back)).toBe(lines);
    } finally {
      await Promise.all([source.stop(), back.stop(), production.stop()]);
    }
  }, 180_000);
});
