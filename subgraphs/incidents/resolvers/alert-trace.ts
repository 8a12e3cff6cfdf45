import type { AlertTraceResolvers } from '../generated/resolver-types.ts';

export const AlertTrace: AlertTraceResolvers = {
  links: () => [],
};
