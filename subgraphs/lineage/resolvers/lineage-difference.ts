import { edgeOf } from '../domain/difference.ts';
import type { LineageDifferenceResolvers } from '../generated/resolver-types.ts';

export const LineageDifference: LineageDifferenceResolvers = {
  kind: ({ before, after }) => (before && after ? 'CHANGED' : before ? 'ENDED' : 'ADDED'),
  from: (difference) => ({ id: edgeOf(difference).from }),
  to: (difference) => ({ id: edgeOf(difference).to }),
  role: (difference) => edgeOf(difference).role,
};
