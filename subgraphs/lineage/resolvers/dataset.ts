import { latestOf } from '../domain/fact.ts';
import type { DatasetResolvers } from '../generated/resolver-types.ts';

export const Dataset: DatasetResolvers = {
  fields: ({ facts }) => latestOf(facts, 'schema')?.fields ?? null,
  datasetType: ({ facts }) => latestOf(facts, 'datasetType')?.datasetType ?? null,
  version: ({ facts }) => latestOf(facts, 'version')?.version ?? null,
};
