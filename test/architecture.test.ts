import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** One import that must be refused for each rule, by the path that makes it. */
const VIOLATIONS: { rule: string; from: string; to: string }[] = [
  { rule: 'domain-is-pure', from: 'subgraphs/lineage/domain/a.ts', to: 'platform/log.ts' },
  { rule: 'domain-is-pure', from: 'subgraphs/lineage/domain/a.ts', to: 'subgraphs/lineage/ports/store.ts' },
  {
    rule: 'ports-speak-domain',
    from: 'subgraphs/lineage/ports/store.ts',
    to: 'subgraphs/lineage/adapters/embedded.ts',
  },
  {
    rule: 'resolvers-never-see-adapters',
    from: 'subgraphs/lineage/resolvers/asset.ts',
    to: 'subgraphs/lineage/adapters/embedded.ts',
  },
  { rule: 'only-adapters-touch-drivers', from: 'subgraphs/lineage/use-cases/ask.ts', to: 'neo4j-driver' },
  { rule: 'subgraphs-never-meet', from: 'subgraphs/lineage/adapters/embedded.ts', to: 'subgraphs/metrics/index.ts' },
  { rule: 'enter-by-index', from: 'gateway/main.ts', to: 'subgraphs/metrics/domain/verdict.ts' },
  { rule: 'platform-knows-nobody', from: 'platform/log.ts', to: 'gateway/main.ts' },
];

const project = resolve(import.meta.dirname, '..');
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'headwater-architecture-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the import rules', () => {
  for (const [index, { rule, from, to }] of VIOLATIONS.entries())
    it(`${rule}: ${from} may not import ${to}`, async () => {
      const tree = join(directory, String(index));
      await symlink(join(project, 'node_modules'), join(await made(tree), 'node_modules'));
      await source(tree, to, 'export const found = 1;');
      await source(tree, from, `import * as it from '${specifier(from, to)}';\nexport const used = it;`);
      expect(await brokenRules(tree)).toContain(rule);
    });
});

async function made(path: string): Promise<string> {
  await mkdir(path, { recursive: true });
  return path;
}

async function source(tree: string, path: string, text: string): Promise<void> {
  if (!path.endsWith('.ts')) return;
  await made(dirname(join(tree, path)));
  await writeFile(join(tree, path), text);
}

const specifier = (from: string, to: string): string =>
  to.endsWith('.ts') ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to;

async function brokenRules(tree: string): Promise<string[]> {
  const folders = ['subgraphs', 'platform', 'gateway'];
  await Promise.all(folders.map((folder) => made(join(tree, folder))));
  const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const command = [cruiser, '--config', join(project, '.dependency-cruiser.mjs'), '--output-type', 'json', ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: tree }).catch((failure) => failure);
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return report.summary.violations.map((violation) => violation.rule.name);
}
