import { pageSize } from '../../../platform/page-size.ts';
import type { AssetHealthResolvers, DomainHealthResolvers } from '../generated/resolver-types.ts';

export const DomainHealth: DomainHealthResolvers = {
  assets: ({ assets }, { first }) => assets.slice(0, pageSize(first)),
};

export const AssetHealth: AssetHealthResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
