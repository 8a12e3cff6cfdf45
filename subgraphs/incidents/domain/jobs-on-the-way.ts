import { type AssetId, datasetOfFeature, identityOf } from '../../../vocabulary/asset-id.ts';
import type { ClosureEdge } from './root-cause/question.ts';

/** What runs on a way through the graph: its jobs and deployments, and the jobs that write its datasets or make its models. */
export function jobsOnTheWay(path: readonly AssetId[], edges: readonly ClosureEdge[]): AssetId[] {
  const assets = new Set(path.flatMap((asset) => [asset, datasetOfFeature(asset) ?? asset]));
  const writers = edges.filter(({ from, to }) => isKind(from, 'JOB') && assets.has(to)).map(({ from }) => from);
  const running = path.filter((asset) => isKind(asset, 'JOB') || isKind(asset, 'DEPLOYMENT'));
  return [...new Set([...running, ...writers])].sort();
}

const isKind = (asset: AssetId, kind: string): boolean => identityOf(asset).kind === kind;
