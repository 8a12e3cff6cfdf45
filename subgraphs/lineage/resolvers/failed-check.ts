import type { FailedCheckResolvers } from '../generated/resolver-types.ts';

export const FailedCheck: FailedCheckResolvers = { asset: ({ asset }) => ({ id: asset }) };
