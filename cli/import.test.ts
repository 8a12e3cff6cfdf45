import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Headwater, startHeadwater } from '../gateway/headwater.ts';
import { silentLog } from '../platform/log.ts';
import { run } from './headwater.fixture.ts';

const CHURN = join(import.meta.dirname, '../test/data/dbt/churn');
const NAMESPACE = 'duckdb:///srv/mlplatform/churn_dbt/warehouse.duckdb';

let server: Headwater;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-import-'));
  server = await startHeadwater({ port: 0, dataDirectory: join(directory, 'data'), log: silentLog() });
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const importDbt = (...args: string[]) =>
  run(['import', 'dbt', ...args], { HEADWATER_URL: server.url, OPENLINEAGE_NAMESPACE: 'churn-prod' });

/** A file of the test's own. */
function file(name: string, content: unknown): string {
  const path = join(directory, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const artifact = (name: string) => JSON.parse(readFileSync(join(CHURN, name), 'utf8'));
const schemaOf = (kind: string, version: number) => `https://schemas.getdbt.com/dbt/${kind}/v${version}.json`;

describe('headwater import dbt', () => {
  it('prints the events as NDJSON and posts nothing with --dry-run', async () => {
    const { status, stdout, stderr } = await run(
      ['import', 'dbt', CHURN, '--dataset-namespace', NAMESPACE, '--dry-run'],
      { HEADWATER_URL: 'http://127.0.0.1:9' },
    );
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ status, said: stderr.split(' events')[0] }).toEqual({ status: 0, said: String(events.length) });
    expect(new Set(events.map(({ producer }) => producer))).toEqual(new Set(['urn:headwater:import-dbt']));
  });

  it('makes the same events again of the same artifacts', async () => {
    const dry = async () => (await importDbt(CHURN, '--dataset-namespace', NAMESPACE, '--dry-run')).stdout;
    expect(await dry()).toBe(await dry());
  });

  it('leads, once posted, from the exposure up to the raw tables', async () => {
    const { status, stdout } = await importDbt(CHURN, '--dataset-namespace', NAMESPACE);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^(\d+) of \1 events accepted\n$/) });
    const asked = await run(
      ['lineage', 'upstream', 'job/churn-prod/exposure.churn.churn_model', '--depth', '12', '--kinds', 'DATASET'],
      { HEADWATER_URL: server.url },
    );
    for (const raw of ['customers', 'orders', 'payments', 'support_tickets', 'web_events'])
      expect(asked.stdout).toContain(`dataset/${encodeURIComponent(NAMESPACE)}/warehouse.raw.${raw}\n`);
  });

  it('finds where the database is by the profile that dbt used', async () => {
    const project = join(directory, 'project');
    file('project/dbt_project.yml', 'name: churn\nprofile: churn\n');
    file(
      'project/profiles.yml',
      `churn:
  target: prod
  outputs:
    prod:
      type: duckdb
      path: "{{ env_var('WAREHOUSE', '/srv/default.duckdb') }}"
      secret: "{{ var('of no concern') }}"
`,
    );
    const under = async (environment: Record<string, string>) =>
      (await run(['import', 'dbt', CHURN, '--project-dir', project, '--dry-run'], environment)).stderr.split('\n')[0];
    expect(await under({})).toContain('datasets under duckdb:///srv/default.duckdb, jobs under dbt');
    expect(await under({ WAREHOUSE: '/srv/own.duckdb' })).toContain('datasets under duckdb:///srv/own.duckdb');
  });

  it('ends with 5 when the server refuses an event, and says which and why', async () => {
    const sources = {
      metadata: { ...artifact('run_results.json').metadata, dbt_schema_version: schemaOf('sources', 3) },
      results: [{ unique_id: 'source.churn.raw.orders', status: 'pass', snapshotted_at: '2100-01-01T00:00:00Z' }],
    };
    const { status, stdout, stderr } = await importDbt(
      ...[CHURN, file('sources.json', sources)],
      ...['--dataset-namespace', NAMESPACE, '--json'],
    );
    expect(status).toBe(5);
    expect(stderr).toMatch(/event \d+: eventTime: found "2100-01-01T00:00:00Z", more than a day in the future/);
    expect(JSON.parse(stdout).refused).toHaveLength(1);
  });

  it('ends with 7 when no server answers', async () => {
    const { status } = await run(['import', 'dbt', CHURN, '--dataset-namespace', NAMESPACE], {
      HEADWATER_URL: 'http://127.0.0.1:9',
    });
    expect(status).toBe(7);
  });

  it.each([
    ['a path that is not there', () => ['nowhere'], 'there is no file or directory nowhere'],
    [
      'a project whose database nobody names',
      () => [CHURN, '--project-dir', directory],
      `no dbt_project.yml in ${tmpdir()}`,
    ],
  ])('ends with 2 on %s, before it asks anybody', async (_, args, message) => {
    const { status, stdout, stderr } = await run(['import', 'dbt', ...args()], { HEADWATER_URL: 'http://127.0.0.1:9' });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
