import type { Symlink } from '../../subgraphs/lineage/index.ts';
import { datasetId, MAXIMUM_ASSET_ID_LENGTH } from '../../vocabulary/asset-id.ts';
import type { NamedDataset } from './column-edges.ts';
import type { FacetReader } from './facets.ts';

/** Other names of a dataset. Those of a model name all its versions, so a model version has none. */
export function symlinksOf({ dataset, asset, place }: NamedDataset, reader: FacetReader): Symlink[] {
  const told = reader.read(dataset.facets, 'symlinks', `${place}.facets`);
  if (!told || asset.startsWith('model-version/')) return [];
  return (told.identifiers ?? []).flatMap(({ namespace, name }, index) => {
    const alias = datasetId(namespace, name);
    if (alias === asset) return [];
    if (alias.length <= MAXIMUM_ASSET_ID_LENGTH) return [{ asset, alias }];
    reader.warnings.push(
      `${place}.facets.symlinks.identifiers.${index}.name: makes too long an asset id; it was left out`,
    );
    return [];
  });
}
