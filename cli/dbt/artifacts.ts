import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { CommandFailure, EXIT } from '../failure.ts';
import {
  type Catalog,
  catalog,
  type Manifest,
  manifest,
  type RunResults,
  runResults,
  type Sources,
  sources,
} from './artifact-shapes.ts';

/** What one dbt project left behind. */
export interface Artifacts {
  manifest: Manifest;
  /** Of each command, oldest first. */
  results: RunResults[];
  freshness: Sources[];
  /** Types of columns as the database knows them; null when `dbt docs generate` was not run. */
  catalog: Catalog | null;
}

const KINDS = {
  manifest: { versions: [4, 12], shape: manifest },
  'run-results': { versions: [4, 6], shape: runResults },
  sources: { versions: [3, 3], shape: sources },
  catalog: { versions: [1, 1], shape: catalog },
} as const;

type Kind = keyof typeof KINDS;

const IN_A_TARGET = ['manifest.json', 'run_results.json', 'sources.json', 'catalog.json'];

/** Reads target directories and single artifacts. @throws CommandFailure naming the file and what is wrong with it. */
export function readArtifacts(paths: readonly string[]): Artifacts {
  const files = paths.flatMap(filesOf);
  const read = files.map((path) => ({ path, ...readArtifact(path) }));
  const of = <Content>(wanted: Kind) =>
    read.filter(({ kind }) => kind === wanted).map(({ content }) => content as Content);
  const manifests = of<Manifest>('manifest');
  const [only, another] = manifests;
  if (!only)
    throw new CommandFailure(
      EXIT.usage,
      `no manifest.json in ${paths.join(', ')}`,
      'name the target directory of a dbt project, or its manifest.json beside the other files; `dbt compile` writes one',
    );
  if (another)
    throw new CommandFailure(EXIT.usage, 'there is more than one manifest.json', 'import one project at a time');
  return {
    manifest: only,
    results: of<RunResults>('run-results').toSorted((one, other) =>
      one.metadata.generated_at < other.metadata.generated_at ? -1 : 1,
    ),
    freshness: of<Sources>('sources'),
    catalog: of<Catalog>('catalog').at(-1) ?? null,
  };
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) throw new CommandFailure(EXIT.usage, `there is no file or directory ${path}`);
  if (!statSync(path).isDirectory()) return [path];
  return IN_A_TARGET.map((name) => join(path, name)).filter(existsSync);
}

function readArtifact(path: string): { kind: Kind; content: unknown } {
  const raw = readJson(path);
  const said = (raw as { metadata?: { dbt_schema_version?: unknown } } | null)?.metadata?.dbt_schema_version;
  const [, kind, version] = /\/dbt\/([\w-]+)\/v(\d+)\.json$/.exec(String(said)) ?? [];
  if (!kind || !version)
    throw new CommandFailure(
      EXIT.usage,
      `${path} is not a dbt artifact: metadata.dbt_schema_version: found ${said === undefined ? 'nothing' : JSON.stringify(said).slice(0, 100)}`,
      'expected manifest.json, run_results.json, sources.json or catalog.json, as dbt writes them',
    );
  if (!Object.hasOwn(KINDS, kind))
    throw new CommandFailure(EXIT.usage, `${path} is dbt's ${kind}, which says nothing of lineage`, remedyFor());
  const { versions, shape } = KINDS[kind as Kind];
  const [oldest, newest] = versions;
  if (Number(version) < oldest || Number(version) > newest)
    throw new CommandFailure(
      EXIT.usage,
      `${path} is dbt ${kind} v${version}; read ${oldest === newest ? `is v${oldest}` : `are v${oldest} to v${newest}`}`,
      remedyFor(),
    );
  return { kind: kind as Kind, content: checked(path, shape, raw) };
}

const remedyFor = (): string =>
  `read are ${Object.entries(KINDS)
    .map(
      ([
        kind,
        {
          versions: [oldest, newest],
        },
      ]) => `${kind} v${oldest}${oldest === newest ? '' : ` to v${newest}`}`,
    )
    .join(', ')}`;

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new CommandFailure(EXIT.usage, `cannot read ${path}: ${(cause as Error).message}`);
  }
}

function checked(path: string, shape: z.ZodType, raw: unknown): unknown {
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const found = issue?.path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    raw,
  );
  throw new CommandFailure(
    EXIT.usage,
    `${path}: ${issue?.path.map(String).join('.')}: found ${found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 100)}, ${issue?.message}`,
  );
}
