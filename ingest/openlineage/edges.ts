import type { StatedEdge } from '../../subgraphs/lineage/index.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';

const isModelVersion = (id: AssetId): boolean => id.startsWith('model-version/');

/** What a job reads: a deployment serves the model version it reads. */
export function inputEdge(job: AssetId, input: AssetId): StatedEdge {
  const serves = isModelVersion(input) && job.startsWith('deployment/');
  return { from: input, to: job, role: serves ? 'SERVES' : 'READS' };
}

/** What a job writes: a job that writes a model version trained it. */
export const outputEdge = (job: AssetId, output: AssetId): StatedEdge => ({
  from: job,
  to: output,
  role: isModelVersion(output) ? 'TRAINS' : 'WRITES',
});

/** Each edge once. Of two that differ in transformation a DIRECT one stands: values say more than filters. */
export function distinctEdges(edges: readonly StatedEdge[]): StatedEdge[] {
  const distinct = new Map<string, StatedEdge>();
  for (const edge of edges) {
    const key = `${edge.role} ${edge.from} ${edge.to}`;
    if (!distinct.has(key) || edge.transformation?.type === 'DIRECT') distinct.set(key, edge);
  }
  return [...distinct.values()];
}
