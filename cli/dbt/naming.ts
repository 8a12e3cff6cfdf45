import { createHash } from 'node:crypto';
import type { Resource } from './artifact-shapes.ts';

/*
 * Names as openlineage-dbt 1.54 gives them when it reads dbt's artifacts, so that what it told and what is imported are
 * one asset.
 */

/** The relation of a node or source in its database. */
export const relationName = (resource: Resource): string =>
  qualified(resource, resource.resource_type === 'source' ? resource.name : (resource.alias ?? resource.name));

/** What a job does with a relation: `run` makes it. */
export type Step = 'run' | 'test' | 'freshness';

/** The job that makes, tests or looks at a relation; `dbt build` names its jobs apart. */
export function jobNameOf(resource: Resource, step: Step, command: string): string {
  const kind = step === 'run' ? resource.resource_type : step;
  const built = command === 'build' && step !== 'freshness';
  if (kind === 'model') return `${qualified(resource, withoutKind(resource, 'model.'))}${built ? '.build.run' : ''}`;
  const kept = step === 'run' ? `${kind}.` : 'model.';
  return `${qualified(resource, withoutKind(resource, kept))}${built ? '.build' : ''}.${kind}`;
}

/** The run of a whole dbt command. */
export const commandJobName = (project: string): string => `dbt-run-${project}`;

const qualified = ({ database, schema }: Resource, name: string): string =>
  [database, schema, name].filter(Boolean).join('.');

const withoutKind = ({ unique_id }: Resource, prefix: string): string =>
  unique_id.startsWith(prefix) ? unique_id.slice(prefix.length) : unique_id;

/** The same run of the same command has the same id again: shaped as a UUID of version 5. */
export function runIdOf(command: string, what: string): string {
  const hash = createHash('sha1').update(`${command} ${what}`).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`;
}
