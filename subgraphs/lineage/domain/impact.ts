/** What a change of one field reaches. */
import { type AssetId, datasetOfFeature } from '../../../vocabulary/asset-id.ts';
import { type Edge, isColumnLevel, isIndirect } from './edge.ts';

export interface Impact {
  /** FIELD: column lineage leads there. DATASET: something on the way tells only which datasets it reads, so it may be. */
  certainty: 'FIELD' | 'DATASET';
  /** Whether a value of the field gets there, rather than a filter, join or order by it. */
  direct: boolean;
}

/**
 * The assets that a change of a field reaches. Along column lineage only what is computed from the field; where a job
 * says nothing of how its output comes from the dataset of an affected field, everything that it writes may be affected,
 * and so on from there.
 * @param edges those among everything downstream of the field, column-level ones included.
 */
export function impactOf(field: AssetId, edges: readonly Edge[]): Map<AssetId, Impact> {
  const impacts = new Map<AssetId, Impact>();
  const fields = affectedFields(field, edges);
  for (const [feature, direct] of fields) {
    if (feature !== field) impacts.set(feature, { certainty: 'FIELD', direct });
    const dataset = datasetOfFeature(feature);
    if (dataset) mark(impacts, dataset, { certainty: 'FIELD', direct });
  }
  const down = Map.groupBy(
    edges.filter((edge) => !isColumnLevel(edge)),
    ({ from }) => from,
  );
  const told = toldFlows(edges);
  const coarse: { id: AssetId; direct: boolean }[] = [];
  for (const [dataset, { direct }] of [...impacts])
    for (const { to: reader } of down.get(dataset) ?? []) {
      const outputs = (down.get(reader) ?? []).map(({ to }) => to);
      const untold = outputs.filter((output) => !told.has(`${dataset} ${output}`));
      if (outputs.some((output) => told.has(`${dataset} ${output}`) && impacts.get(output)?.certainty === 'FIELD'))
        mark(impacts, reader, { certainty: 'FIELD', direct });
      if (untold.length > 0 || outputs.length === 0) mark(impacts, reader, { certainty: 'DATASET', direct });
      coarse.push(...untold.map((id) => ({ id, direct })));
    }
  for (let next = coarse.pop(); next; next = coarse.pop()) {
    const { id, direct } = next;
    if (!mark(impacts, id, { certainty: 'DATASET', direct })) continue;
    coarse.push(...(down.get(id) ?? []).map(({ to }) => ({ id: to, direct })));
  }
  return impacts;
}

/** The field and all that is derived from it, with whether its values get there. */
function affectedFields(field: AssetId, edges: readonly Edge[]): Map<AssetId, boolean> {
  const derived = Map.groupBy(
    edges.filter(({ role }) => role === 'DERIVES'),
    ({ from }) => from,
  );
  const found = new Map<AssetId, boolean>([[field, true]]);
  const queue: AssetId[] = [field];
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const edge of derived.get(id) ?? []) {
      const direct = (found.get(id) ?? false) && !isIndirect(edge);
      const known = found.get(edge.to);
      // Gone on with again only where it is now known to be reached by values.
      if (known === undefined || (direct && !known)) {
        found.set(edge.to, direct);
        queue.push(edge.to);
      }
    }
  return found;
}

/** Pairs of datasets between which some producer tells fields apart. */
const toldFlows = (edges: readonly Edge[]): Set<string> =>
  new Set(
    edges
      .filter(({ role }) => role === 'DERIVES')
      .map(({ from, to }) => `${datasetOfFeature(from)} ${datasetOfFeature(to)}`),
  );

/** Whether it says more than was known. */
function mark(impacts: Map<AssetId, Impact>, id: AssetId, impact: Impact): boolean {
  const known = impacts.get(id);
  const certainty = known?.certainty === 'FIELD' ? 'FIELD' : impact.certainty;
  const direct = known?.direct || impact.direct;
  if (known && known.certainty === certainty && known.direct === direct) return false;
  impacts.set(id, { certainty, direct });
  return true;
}
