import type { RootCauseResolvers } from '../generated/resolver-types.ts';
import { analyseDimensions } from '../use-cases/analyse-dimensions.ts';

/** Answers stored before these parts existed lack them. */
export const RootCause: RootCauseResolvers = {
  reason: ({ reason }) => reason ?? null,
  cutOff: ({ cutOff }) => cutOff ?? null,
  alternatives: ({ alternatives }) => alternatives ?? [],
  dimensions: ({ degradation }, _, { slices }) => (degradation ? analyseDimensions(slices, degradation) : null),
};
