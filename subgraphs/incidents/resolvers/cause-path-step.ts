import type { CausePathStepResolvers } from '../generated/resolver-types.ts';

export const CausePathStep: CausePathStepResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
