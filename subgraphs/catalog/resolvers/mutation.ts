import type { MutationResolvers } from '../generated/resolver-types.ts';
import { applyCatalog } from '../use-cases/apply-catalog.ts';

export const Mutation: MutationResolvers = {
  applyCatalog: (_, { input }, { store }) =>
    applyCatalog(store, {
      document: input.document,
      dryRun: input.dryRun ?? false,
      idempotencyKey: input.idempotencyKey ?? null,
    }),
};
