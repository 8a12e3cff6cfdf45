import type { AlternativeResolvers } from '../generated/resolver-types.ts';

export const Alternative: AlternativeResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
