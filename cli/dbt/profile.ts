import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { CommandFailure, EXIT } from '../failure.ts';
import type { Artifacts } from './artifacts.ts';
import { type Connection, namespaceOf, namespaceWithoutConnection } from './dataset-namespace.ts';

/** Where to look for the connection, where dbt's own places are not the ones. */
export interface ProfileOptions {
  datasetNamespace?: string;
  profilesDir?: string;
  projectDir?: string;
  target?: string;
}

/**
 * The namespace of a project's datasets: as told, else by the connection that dbt used, which the artifacts do not name.
 * It is read from profiles.yml where dbt looks for it, by the profile that dbt_project.yml names.
 * @param paths that the artifacts were read from.
 * @throws CommandFailure saying what is missing, and that --dataset-namespace does without it.
 */
export function datasetNamespaceOf(
  { manifest, results }: Artifacts,
  paths: readonly string[],
  options: ProfileOptions,
): string {
  if (options.datasetNamespace) return options.datasetNamespace;
  const known = namespaceWithoutConnection(manifest.metadata.adapter_type ?? '');
  if (known) return known;
  const args = results.at(-1)?.args;
  const project = firstWith(
    'dbt_project.yml',
    options.projectDir
      ? [options.projectDir]
      : [args?.project_dir, ...paths.flatMap((path) => [path, join(path, '..')])],
    '--project-dir',
  );
  const profiles = firstWith(
    'profiles.yml',
    options.profilesDir
      ? [options.profilesDir]
      : [args?.profiles_dir, process.env.DBT_PROFILES_DIR, dirname(project), join(homedir(), '.dbt')],
    '--profiles-dir',
  );
  const name = args?.profile ?? textAt(readYaml(project), ['profile'], project);
  const profile = readYaml(profiles);
  const target = options.target ?? args?.target ?? textAt(profile, [name, 'target'], profiles);
  const connection = at(profile, [name, 'outputs', target]);
  if (typeof connection !== 'object' || connection === null)
    throw withoutNamespace(`${profiles} has no output ${target} of the profile ${name}`);
  const rendered = renderedAll(connection as Connection, profiles);
  return namespaceOf(String(rendered.type ?? manifest.metadata.adapter_type), rendered);
}

function firstWith(name: string, directories: (string | null | undefined)[], option: string): string {
  const looked = directories.filter((directory) => directory !== null && directory !== undefined && directory !== '');
  const found = looked.map((directory) => join(directory as string, name)).find(existsSync);
  if (found) return found;
  throw withoutNamespace(`no ${name} in ${[...new Set(looked)].join(', ')}`, `name its directory by ${option}, or `);
}

const withoutNamespace = (message: string, otherwise = ''): CommandFailure =>
  new CommandFailure(
    EXIT.usage,
    `${message}; it says where the database is, which is part of a dataset's name`,
    `${otherwise}say the namespace yourself by --dataset-namespace, such as postgres://warehouse.example.com:5432`,
  );

function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new CommandFailure(EXIT.usage, `cannot read ${path}: ${(cause as Error).message}`);
  }
}

const at = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>((inner, part) => (inner as Record<string, unknown> | null | undefined)?.[part], value);

function textAt(value: unknown, path: string[], file: string): string {
  const found = at(value, path);
  if (typeof found === 'string' && found !== '') return rendered(found, file);
  throw withoutNamespace(
    `${file}: ${path.join('.')}: found ${found === undefined ? 'nothing' : JSON.stringify(found)}`,
  );
}

/** Fields with what this environment gives; in place of one that needs more stands why, for it may not be needed. */
function renderedAll(connection: Connection, file: string): Connection {
  const fields = Object.entries(connection).map(([field, value]): [string, unknown] => {
    try {
      return [field, typeof value === 'string' ? rendered(value, file) : value];
    } catch (failure) {
      return [field, failure];
    }
  });
  return Object.fromEntries(fields);
}

const EXPRESSION =
  /\{\{\s*env_var\(\s*(['"])(.*?)\1\s*(?:,\s*(['"])(.*?)\3\s*)?\)\s*(?:\|\s*(?:as_number|int|as_text)\s*)?\}\}/g;

/** Of Jinja only `env_var`, which is what profiles use. */
function rendered(text: string, file: string): string {
  const filled = text.replaceAll(EXPRESSION, (_, _quote, name: string, _other, otherwise?: string) => {
    const value = process.env[name] ?? otherwise;
    if (value === undefined)
      throw withoutNamespace(`${file} asks for the environment variable ${name}, which is not set`);
    return value;
  });
  if (filled.includes('{{'))
    throw withoutNamespace(`${file}: ${text} is more than env_var(…), which is all that is read`);
  return filled;
}
