import type { Event } from '../../ingest/openlineage/written.ts';
import type { Resource, RunResult, RunResults } from './artifact-shapes.ts';
import { engineFacet, type Invocation, partialRun, timesOf } from './invocation.ts';
import { datasetFacet, startAndEnd } from './openlineage.ts';
import type { Project } from './project.ts';
import { testEvents } from './test-events.ts';

const FAILED = new Set(['error', 'fail', 'runtime error', 'partial success']);

/** What ran, when and how it ended: models, seeds and snapshots each, tests by what they test, and the command as a whole. */
export function runEvents(
  project: Project,
  invocation: Invocation,
  { metadata, elapsed_time, results }: RunResults,
): Event[] {
  const tests = results.flatMap((result) => {
    const test = project.manifest.nodes[result.unique_id];
    return test?.resource_type === 'test' ? [{ result, test }] : [];
  });
  return [
    ...wholeEvents(invocation, { metadata, elapsed_time, results }),
    ...results.flatMap((result) => {
      const made = project.relation(result.unique_id);
      return made ? madeEvents(project, invocation, result, made) : [];
    }),
    ...testEvents(project, invocation, tests),
  ];
}

function wholeEvents(
  { whole, version, writtenAt }: Invocation,
  { metadata, elapsed_time, results }: RunResults,
): Event[] {
  if (!whole) return [];
  const failed = results.filter(({ status }) => FAILED.has(status)).length;
  const error = failed > 0 ? `${failed} of ${results.length} failed` : null;
  const startedAt =
    metadata.invocation_started_at ?? new Date(Date.parse(writtenAt) - (elapsed_time ?? 0) * 1000).toISOString();
  const run = { runId: whole.runId, facets: engineFacet(version) };
  return startAndEnd({ startedAt, endedAt: writtenAt }, run, error, whole.job);
}

function madeEvents(project: Project, invocation: Invocation, result: RunResult, made: Resource): Event[] {
  const { status, message, timing, adapter_response } = result;
  const failed = FAILED.has(status);
  if (!failed && status !== 'success') return [];
  const error = failed ? (message ?? status) : null;
  const rows = failed ? null : rowsOf(adapter_response);
  return startAndEnd(
    timesOf(timing, invocation.writtenAt),
    partialRun(invocation, made.unique_id),
    error,
    project.job(made, 'run', invocation.command),
    project.reads(made).map((read) => project.dataset(read)),
    [
      {
        ...project.dataset(made),
        outputFacets: datasetFacet('outputStatistics', rows === null ? null : { rowCount: rows }),
      },
    ],
  );
}

/** Databases that count tell what a statement wrote; -1 stands for not counted. */
function rowsOf(response: RunResult['adapter_response']): number | null {
  const rows = response?.rows_affected;
  return typeof rows === 'number' && Number.isInteger(rows) && rows >= 0 ? rows : null;
}
