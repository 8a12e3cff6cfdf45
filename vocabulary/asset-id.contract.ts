import { createHash } from 'node:crypto';
import { type AssetId, datasetId, MAXIMUM_ASSET_ID_LENGTH } from './asset-id.ts';

/** An id as long as an id may be, and no shorter when compressed; another for each `index`. */
export function longestAssetId(index = 0): AssetId {
  const room = MAXIMUM_ASSET_ID_LENGTH - datasetId('warehouse', '').length;
  const parts = Array.from({ length: Math.ceil(room / 43) }, (_, part) =>
    createHash('sha256').update(`${index} ${part}`).digest('base64url'),
  );
  return datasetId('warehouse', parts.join('').slice(0, room));
}
