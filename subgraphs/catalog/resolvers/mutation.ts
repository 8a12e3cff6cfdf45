import type { MutationResolvers } from '../generated/resolver-types.ts';
import { applyCatalog } from '../use-cases/apply-catalog.ts';

/** Until people sign in, whoever reaches the server on its own machine is this author, unless they name themselves. */
const LOCAL_USER = 'local user';

export const Mutation: MutationResolvers = {
  applyCatalog: (_, { input }, { store, clock }) =>
    applyCatalog(
      { store, clock },
      {
        document: input.document,
        dryRun: input.dryRun ?? false,
        author: input.author?.trim() || LOCAL_USER,
        reason: input.reason?.trim() || null,
        idempotencyKey: input.idempotencyKey ?? null,
      },
    ),
};
