import type { MutationResolvers } from '../generated/resolver-types.ts';
import { readFigures } from '../use-cases/read-figures.ts';

export const Mutation: MutationResolvers = {
  recordDataQuality: (_, { figures }, { takeQuality }) => takeQuality(readFigures(figures)),
};
