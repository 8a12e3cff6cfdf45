import type { LineageEdgeResolvers } from '../generated/resolver-types.ts';

export const LineageEdge: LineageEdgeResolvers = {
  direct: ({ node, reachedDirectly }) => reachedDirectly(node.id),
};
