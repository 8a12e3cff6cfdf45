import type { LineageViaResolvers } from '../generated/resolver-types.ts';
import { jobOf } from '../use-cases/path.ts';

export const LineageVia: LineageViaResolvers = {
  job: async (edge, _, context) => {
    const id = await jobOf(context, edge);
    return id && { id };
  },
  author: ({ origin, source }) => (origin === 'DECLARED' ? source : null),
  run: ({ origin, source }, _, { loaders }) =>
    origin === 'OBSERVED' && source !== null ? loaders.run.load(source) : null,
};
