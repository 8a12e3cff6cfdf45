import type { VerdictChangeResolvers } from '../generated/resolver-types.ts';

export const VerdictChange: VerdictChangeResolvers = {
  cursor: ({ cursor }) => String(cursor),
  name: ({ metric }) => metric.name,
};
