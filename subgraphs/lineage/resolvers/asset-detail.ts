import { type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import type { AssetDetailResolvers } from '../generated/resolver-types.ts';

const TYPES = {
  DATASET: 'Dataset',
  FEATURE: 'Feature',
  JOB: 'Job',
  MODEL_VERSION: 'ModelVersion',
  DEPLOYMENT: 'Deployment',
  SERVICE: 'Service',
} as const satisfies Record<AssetKind, string>;

export const AssetDetail: AssetDetailResolvers = {
  __resolveType: ({ id }) => TYPES[identityOf(id).kind],
};
