import type { RunReference, RunStatement } from '../../subgraphs/lineage/index.ts';
import { type AssetId, jobId } from '../../vocabulary/asset-id.ts';
import { parseInstant } from '../../vocabulary/duration.ts';
import type { RunEvent } from './event.ts';
import type { Facet, FacetReader } from './facets.ts';

const referenceOf = ({ run, job }: Pick<Facet<'parent'>, 'run' | 'job'>): RunReference => ({
  runId: run.runId,
  job: jobId(job.namespace, job.name),
});

/** The run that started this one, and the one at the top; a run is neither to itself. */
export function hierarchyOf(
  { run }: RunEvent,
  job: AssetId,
  reader: FacetReader,
): Required<Pick<RunStatement, 'parent' | 'root'>> {
  const told = reader.read(run.facets, 'parent', 'run.facets');
  if (!told) return { parent: null, root: null };
  const isSelf = (other: RunReference) => other.runId === run.runId && other.job === job;
  const parent = referenceOf(told);
  const root = told.root ? referenceOf(told.root) : null;
  if (isSelf(parent)) reader.warnings.push('run.facets.parent: the run names itself as its parent; it was left out');
  return { parent: isSelf(parent) ? null : parent, root: root && isSelf(root) ? null : root };
}

/** The data time that a run is for. A time without zone is not guessed at. */
export function nominalOf({ run }: RunEvent, reader: FacetReader): RunStatement['nominal'] {
  const told = reader.read(run.facets, 'nominalTime', 'run.facets');
  if (!told) return null;
  const start = timeAt(told.nominalStartTime, 'nominalStartTime', reader);
  if (start === null) return null;
  const end = told.nominalEndTime ? timeAt(told.nominalEndTime, 'nominalEndTime', reader) : null;
  if (end === null || end >= start) return { start, end };
  reader.warnings.push('run.facets.nominalTime.nominalEndTime: before nominalStartTime; it was left out');
  return { start, end: null };
}

function timeAt(raw: string, field: string, reader: FacetReader): number | null {
  const time = parseInstant(raw);
  if (time === null)
    reader.warnings.push(
      `run.facets.nominalTime.${field}: found ${JSON.stringify(raw).slice(0, 100)}, expected a time with zone; it was left out`,
    );
  return time;
}
