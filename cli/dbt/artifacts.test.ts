import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandFailure, EXIT } from '../failure.ts';
import { readArtifacts } from './artifacts.ts';

const CHURN = join(import.meta.dirname, '../../test/data/dbt/churn');

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-artifacts-'));
});

afterAll(() => rmSync(directory, { recursive: true }));

/** A file of the test's own. */
function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const artifact = (name: string) => JSON.parse(readFileSync(join(CHURN, name), 'utf8'));
const schemaOf = (kind: string, version: number) => `https://schemas.getdbt.com/dbt/${kind}/v${version}.json`;

describe('the artifacts of a dbt project', () => {
  it('are read from a target directory and from files beside it, results in order of time', () => {
    const earlier = artifact('run_results.json');
    earlier.metadata.generated_at = '2020-01-01T00:00:00Z';
    const { manifest, results, freshness, catalog } = readArtifacts([CHURN, file('earlier.json', earlier)]);
    expect(Object.keys(manifest.nodes)).toHaveLength(Object.keys(artifact('manifest.json').nodes).length);
    expect(results.map(({ metadata }) => metadata.generated_at.slice(0, 4))).toEqual(['2020', '2026']);
    expect([freshness.length, catalog === null]).toEqual([0, false]);
  });

  it.each([4, 7, 12])('are read of manifest v%i', (version) => {
    const manifest = artifact('manifest.json');
    manifest.metadata.dbt_schema_version = schemaOf('manifest', version);
    expect(readArtifacts([file('manifest.json', manifest)]).results).toEqual([]);
  });

  it.each([
    ['a path that is not there', () => ['nowhere'], 'there is no file or directory nowhere'],
    ['a directory without them', () => [join(CHURN, '..')], 'no manifest.json in '],
    ['run results without their manifest', () => [join(CHURN, 'run_results.json')], 'no manifest.json in '],
    ['a file that is not JSON', () => [file('half.json', '{"metadata":')], 'cannot read '],
    [
      'JSON of something else',
      () => [file('package.json', { name: 'x' })],
      'is not a dbt artifact: metadata.dbt_schema_version: found nothing',
    ],
    ['JSON that is no object', () => [file('null.json', 'null')], 'is not a dbt artifact'],
    [
      'an artifact that says nothing of lineage',
      () => [file('other.json', { metadata: { dbt_schema_version: schemaOf('semantic-manifest', 1) } })],
      "is dbt's semantic-manifest, which says nothing of lineage",
    ],
    [
      'a version that is not known',
      () => [file('new.json', { metadata: { dbt_schema_version: schemaOf('manifest', 20) } })],
      'is dbt manifest v20; read are v4 to v12',
    ],
    [
      'an artifact that is not as its version says',
      () => [file('odd.json', { ...artifact('manifest.json'), nodes: { 'model.a.b': { unique_id: 7 } } })],
      'nodes.model.a.b.unique_id: found 7, ',
    ],
    ['two projects at once', () => [CHURN, CHURN], 'there is more than one manifest.json'],
  ])('are refused by name where there is %s', (_, paths, message) => {
    const refused = expect.objectContaining({ exit: EXIT.usage, message: expect.stringContaining(message) });
    let failure: unknown = null;
    try {
      readArtifacts(paths());
    } catch (thrown) {
      failure = thrown;
    }
    expect(failure).toBeInstanceOf(CommandFailure);
    expect(failure).toEqual(refused);
  });
});
