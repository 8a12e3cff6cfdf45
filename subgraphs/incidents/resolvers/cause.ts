import type { CauseResolvers } from '../generated/resolver-types.ts';

export const Cause: CauseResolvers = {
  asset: ({ asset }) => ({ id: asset }),
  // Answers stored before it was told name only factors that are known.
  factors: ({ factors }) => factors.map((factor) => ({ ...factor, known: factor.known ?? true })),
};
