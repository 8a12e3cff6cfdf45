import type { SuspicionResolvers } from '../generated/resolver-types.ts';

export const Suspicion: SuspicionResolvers = { asset: ({ asset }) => ({ id: asset }) };
