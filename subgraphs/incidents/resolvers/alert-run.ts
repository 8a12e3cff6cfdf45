import type { AlertRunResolvers } from '../generated/resolver-types.ts';

export const AlertRun: AlertRunResolvers = {
  job: ({ job }) => ({ id: job }),
};
