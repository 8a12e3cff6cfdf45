import { toldEvidence } from '../domain/root-cause/cause.ts';
import type { CauseResolvers, EvidenceResolvers } from '../generated/resolver-types.ts';

export const Cause: CauseResolvers = {
  asset: ({ asset }) => ({ id: asset }),
  evidence: toldEvidence,
  // Answers stored before it was told name only factors that are known.
  factors: ({ factors }) => factors.map((factor) => ({ ...factor, known: factor.known ?? true })),
};

export const Evidence: EvidenceResolvers = { asset: ({ asset }) => (asset ? { id: asset } : null) };
