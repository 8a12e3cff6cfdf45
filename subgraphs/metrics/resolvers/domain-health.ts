import type { AssetHealthResolvers, DomainHealthResolvers } from '../generated/resolver-types.ts';
import { pageSize } from './paging.ts';

export const DomainHealth: DomainHealthResolvers = {
  assets: ({ assets }, { first }) => assets.slice(0, pageSize(first)),
};

export const AssetHealth: AssetHealthResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
