import type { EventJob, EventRun, Facets } from '../../ingest/openlineage/written.ts';
import type { RunResults, Timing } from './artifact-shapes.ts';
import { commandJobName, runIdOf } from './naming.ts';
import { runFacet } from './openlineage.ts';
import type { Project } from './project.ts';

/** Commands that run what they report of; others, such as compile, report success of what they only wrote down. */
const RUNNING = new Set(['run', 'build', 'test', 'seed', 'snapshot', 'retry']);

/** One dbt command. */
export interface Invocation {
  command: string;
  /** Known again by it. */
  id: string;
  /** The run that all others are part of; null where the project's name is not known. */
  whole: { runId: string; job: EventJob } | null;
  /** Of dbt itself. */
  version: string | null;
  /** When its results were written down. */
  writtenAt: string;
}

/** Null when the command runs nothing. */
export function invocationOf(project: Project, { metadata, args }: RunResults): Invocation | null {
  const command = args?.which ?? 'run';
  if (!RUNNING.has(command)) return null;
  const id = metadata.invocation_id ?? metadata.generated_at;
  const job = project.name === null ? null : project.jobNamed(commandJobName(project.name), 'JOB');
  return {
    command,
    id,
    whole: job && { runId: runIdOf(id, job.name), job },
    version: metadata.dbt_version ?? null,
    writtenAt: metadata.generated_at,
  };
}

/** The run of one thing within a command. */
export function partialRun({ id, whole, version }: Invocation, what: string): EventRun {
  const parent = whole && {
    run: { runId: whole.runId },
    job: { namespace: whole.job.namespace, name: whole.job.name },
  };
  return { runId: runIdOf(id, what), facets: { ...runFacet('parent', parent), ...engineFacet(version) } };
}

/** @param version of dbt; null where it was not written down. */
export const engineFacet = (version: string | null): Facets =>
  runFacet('processing_engine', version ? { name: 'dbt', version } : null);

/** When it began, where dbt says so, and when it ended: with the last thing that was timed, else when dbt wrote it down. */
export function timesOf(
  timing: Timing[] | null | undefined,
  writtenAt: string,
): { startedAt: string | null; endedAt: string } {
  const last = timing?.find(({ name }) => name === 'execute') ?? timing?.at(-1);
  return { startedAt: last?.started_at ?? null, endedAt: last?.completed_at ?? writtenAt };
}
