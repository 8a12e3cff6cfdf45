import type { RunReference, RunStatement } from '../../subgraphs/lineage/index.ts';
import { type AssetId, jobId, MAXIMUM_ASSET_ID_LENGTH } from '../../vocabulary/asset-id.ts';
import { parseInstant } from '../../vocabulary/duration.ts';
import type { RunEvent } from './event.ts';
import type { Facet, FacetReader } from './facets.ts';

/** A UUID has 36 characters; some schedulers name their runs by names of their own. */
const LONGEST_RUN_ID = 256;

/** Null, with a warning, where a name is longer than anything that is kept. */
function referenceOf(
  { run, job }: Pick<Facet<'parent'>, 'run' | 'job'>,
  place: string,
  reader: FacetReader,
): RunReference | null {
  const reference = { runId: run.runId, job: jobId(job.namespace, job.name) };
  const tooLong =
    reference.job.length > MAXIMUM_ASSET_ID_LENGTH
      ? `job.name: makes an asset id of ${reference.job.length} characters; the longest is ${MAXIMUM_ASSET_ID_LENGTH}`
      : run.runId.length > LONGEST_RUN_ID
        ? `run.runId: ${run.runId.length} characters; the longest is ${LONGEST_RUN_ID}`
        : null;
  if (tooLong === null) return reference;
  reader.warnings.push(`${place}.${tooLong}; it was left out`);
  return null;
}

/** The run that started this one, and the one at the top; a run is neither to itself. */
export function hierarchyOf(
  { run }: RunEvent,
  job: AssetId,
  reader: FacetReader,
): Required<Pick<RunStatement, 'parent' | 'root'>> {
  const told = reader.read(run.facets, 'parent', 'run.facets');
  if (!told) return { parent: null, root: null };
  const isSelf = (other: RunReference) => other.runId === run.runId && other.job === job;
  const parent = referenceOf(told, 'run.facets.parent', reader);
  const root = told.root ? referenceOf(told.root, 'run.facets.parent.root', reader) : null;
  if (parent && isSelf(parent))
    reader.warnings.push('run.facets.parent: the run names itself as its parent; it was left out');
  return { parent: parent && isSelf(parent) ? null : parent, root: root && isSelf(root) ? null : root };
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
