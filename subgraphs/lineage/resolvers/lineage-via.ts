import type { LineageViaResolvers } from '../generated/resolver-types.ts';
import { jobOf } from '../use-cases/path.ts';

export const LineageVia: LineageViaResolvers = {
  job: async (edge, _, context) => {
    const id = await jobOf(context, edge);
    return id && { id };
  },
};
