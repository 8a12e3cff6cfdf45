import type { StatedEdge } from '../../subgraphs/lineage/index.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { type AssetOf, columnEdges, type NamedDataset } from './column-edges.ts';
import { distinctEdges, inputEdge, outputEdge } from './edges.ts';
import type { FacetReader } from './facets.ts';
import { foundOnce } from './seen.ts';

/** Jobs whose edges are remembered; 70 edges take about 10 kB. */
const MOST_REMEMBERED = 4_096;

const remembered = new Map<string, StatedEdge[]>();

/**
 * The edges of a job with its inputs and outputs. A job mostly states what it did in the run before: then the very same
 * array is answered, which nobody changes.
 */
export function edgesAround(
  job: AssetId,
  inputs: readonly NamedDataset[],
  outputs: readonly NamedDataset[],
  assetOf: AssetOf,
  reader: FacetReader,
): StatedEdge[] {
  const key = keyOf(job, inputs, outputs, reader);
  const known = remembered.get(key);
  if (known) return known;
  const { length: warned } = reader.warnings;
  const edges = distinctEdges([
    ...inputs.map(({ asset }) => inputEdge(job, asset)),
    ...outputs.flatMap((output) => [outputEdge(job, output.asset), ...columnEdges(job, output, assetOf, reader)]),
  ]);
  // A warning is said each time.
  if (reader.warnings.length > warned) return edges;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  Object.freeze(edges);
  remembered.set(key, edges);
  return edges;
}

let facets = 0;
const numberOf = foundOnce((_facet: object) => ++facets);

/** All that the edges are made of. An asset id tells the names of its dataset. */
function keyOf(
  job: AssetId,
  inputs: readonly NamedDataset[],
  outputs: readonly NamedDataset[],
  reader: FacetReader,
): string {
  const written = outputs.map(({ asset, dataset, place }) =>
    (['columnLineage', 'schema'] as const).reduce((key, name) => {
      const facet = reader.read(dataset.facets, name, `${place}.facets`);
      return `${key} ${facet ? numberOf(facet) : 0}`;
    }, asset as string),
  );
  return [job, ...inputs.map(({ asset }) => asset), '', ...written].join('\n');
}
