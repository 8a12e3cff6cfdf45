import type { SeriesPointResolvers } from '../generated/resolver-types.ts';

export const SeriesPoint: SeriesPointResolvers = {
  reason: ({ whyNone }) => whyNone && `It cannot be computed: ${whyNone}.`,
  pValue: ({ evidence }) => evidence().pValue ?? null,
  effectSize: ({ evidence }) => evidence().effectSize ?? null,
  spread: ({ evidence }) => evidence().spread ?? null,
  labelCoverage: ({ evidence }) => evidence().labelCoverage ?? null,
};
