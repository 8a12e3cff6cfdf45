import { type AssetId, datasetOfFeature } from '../../../../vocabulary/asset-id.ts';
import type { Closure, ClosureEdge } from './question.ts';
import { neighboursOf } from './upstream.ts';

/**
 * A closure in which rows feed fields: rows that a job leaves out are missing from every field it writes, whatever
 * column lineage says of where each value comes from. So a job that writes a dataset feeds the features of it that are
 * in the closure. What is upstream of `asset` under that is kept, each at its least depth, by depth then id.
 */
export function rowsFeedFields(closure: Closure, asset: AssetId): Closure {
  const edges = [...closure.edges, ...writesOf(closure)];
  const { parents } = neighboursOf(edges);
  const depths = new Map<AssetId, number>([[asset, 0]]);
  for (const [each, depth] of depths)
    for (const parent of parents(each)) if (!depths.has(parent)) depths.set(parent, depth + 1);
  return {
    completeness: closure.completeness,
    assets: [...depths]
      .map(([id, depth]) => ({ id, depth }))
      .sort((a, b) => a.depth - b.depth || (a.id < b.id ? -1 : 1)),
    edges: edges.filter(({ from, to }) => depths.has(from) && depths.has(to)),
  };
}

/** The edges from jobs to features that column lineage leaves out. */
function writesOf({ assets, edges }: Closure): ClosureEdge[] {
  const writers = Map.groupBy(
    edges.filter(({ role }) => role === 'WRITES'),
    ({ to }) => to,
  );
  const stated = new Set(edges.map(({ from, to }) => `${from} ${to}`));
  return assets.flatMap(({ id }) => {
    const dataset = datasetOfFeature(id);
    const jobs = (dataset && writers.get(dataset)) ?? [];
    return jobs
      .filter(({ from }) => !stated.has(`${from} ${id}`))
      .map(({ from }) => ({ from, to: id, role: 'WRITES' as const }));
  });
}

/** Both closures as one; complete only when both are. */
export function mergedClosures(one: Closure, other: Closure): Closure {
  const known = new Set(one.assets.map(({ id }) => id));
  const stated = new Set(one.edges.map(textOf));
  return {
    completeness: one.completeness === 'COMPLETE' ? other.completeness : one.completeness,
    assets: [...one.assets, ...other.assets.filter(({ id }) => !known.has(id))],
    edges: [...one.edges, ...other.edges.filter((edge) => !stated.has(textOf(edge)))],
  };
}

const textOf = ({ from, to, role }: ClosureEdge): string => `${from} ${role} ${to}`;
