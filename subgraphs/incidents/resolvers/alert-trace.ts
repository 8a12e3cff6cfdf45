import { traceLinksOf } from '../domain/trace-links.ts';
import type { AlertTraceResolvers } from '../generated/resolver-types.ts';

export const AlertTrace: AlertTraceResolvers = {
  spanCount: ({ spans, spanCount }) => spanCount ?? spans.length,
  links: ({ traceId }, _, { traceLinks }) => traceLinksOf(traceLinks, traceId),
};
