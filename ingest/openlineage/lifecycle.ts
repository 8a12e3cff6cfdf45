import type { Fact } from '../../subgraphs/lineage/index.ts';
import { type AssetId, datasetId, MAXIMUM_ASSET_ID_LENGTH } from '../../vocabulary/asset-id.ts';
import type { OpenLineageDataset } from './event.ts';
import type { FacetReader } from './facets.ts';
import type { Moment } from './facts.ts';

/** What happened to a dataset as a whole; a rename is said of both names. */
export function lifecycleFacts(
  asset: AssetId,
  { facets }: OpenLineageDataset,
  reader: FacetReader,
  place: string,
  moment: Moment,
): Fact[] {
  const told = reader.read(facets, 'lifecycleStateChange', `${place}.facets`);
  if (!told) return [];
  const { lifecycleStateChange: change, previousIdentifier } = told;
  const said = { kind: 'lifecycle', ...moment } as const;
  if (change !== 'RENAME' || !previousIdentifier) return [{ ...said, asset, change, other: null }];
  const other = datasetId(previousIdentifier.namespace, previousIdentifier.name);
  if (other === asset) return [{ ...said, asset, change, other: null }];
  if (other.length > MAXIMUM_ASSET_ID_LENGTH) {
    reader.warnings.push(
      `${place}.facets.lifecycleStateChange.previousIdentifier.name: makes too long an asset id; it was left out`,
    );
    return [{ ...said, asset, change, other: null }];
  }
  return [
    { ...said, asset, change, other },
    { ...said, asset: other, change: 'RENAMED', other: asset },
  ];
}
