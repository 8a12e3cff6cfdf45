import type { CauseResolvers } from '../generated/resolver-types.ts';

export const Cause: CauseResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
