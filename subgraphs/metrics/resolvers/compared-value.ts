import type { ComparedValueResolvers } from '../generated/resolver-types.ts';

export const ComparedValue: ComparedValueResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
