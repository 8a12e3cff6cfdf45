import type { SeriesPointResolvers } from '../generated/resolver-types.ts';

export const SeriesPoint: SeriesPointResolvers = {
  reason: ({ whyNone }) => whyNone && `It cannot be computed: ${whyNone}.`,
  pValue: async ({ evidence }) => (await evidence()).pValue ?? null,
  effectSize: async ({ evidence }) => (await evidence()).effectSize ?? null,
  spread: async ({ evidence }) => (await evidence()).spread ?? null,
  labelCoverage: async ({ evidence }) => (await evidence()).labelCoverage ?? null,
};
