import { type AssetId, datasetOfFeature, identityOf } from '../../../vocabulary/asset-id.ts';
import { latestOf } from '../domain/fact.ts';
import type { FeatureResolvers } from '../generated/resolver-types.ts';
import { derivations, fieldImpact } from '../use-cases/field-lineage.ts';

const datasetOf = (feature: AssetId): AssetId => datasetOfFeature(feature) as AssetId;

export const Feature: FeatureResolvers = {
  dataset: ({ id }) => ({ id: datasetOf(id) }),
  type: async ({ id }, _, { loaders }) => {
    const schema = latestOf(await loaders.latestFacts.load(datasetOf(id)), 'schema');
    return schema?.fields.find(({ name }) => name === identityOf(id).name)?.type ?? null;
  },
  derivedFrom: ({ id }, time, context) => derivations(context, id, 'upstream', time),
  derives: ({ id }, time, context) => derivations(context, id, 'downstream', time),
  impact: ({ id }, args, context) => fieldImpact(context, id, args),
};
