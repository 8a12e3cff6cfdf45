import type { Facets } from '../openlineage/written.ts';
import { datasetFacet, mlflowFacet } from './openlineage.ts';

/** What MLflow says of a registered model or of one of its versions. */
interface Described {
  description?: string | null | undefined;
  tags: Record<string, string>;
}

/** The facets of a registered model: its description, its tags, and by the tag `owner` whom it belongs to. */
export const describedModel = ({ description, tags }: Described): Facets => ({
  ...datasetFacet('documentation', description ? { description } : null),
  ...datasetFacet('ownership', tags.owner ? { owners: [{ name: tags.owner, type: 'OWNER' }] } : null),
  ...datasetFacet('tags', tagsFrom(tags)),
});

/** The facets of a model version: as those of a model, and where its files are. */
export const describedVersion = ({ source, ...said }: Described & { source?: string | null | undefined }): Facets => ({
  ...describedModel(said),
  ...(source ? mlflowFacet({ source }) : {}),
});

/** Tags by their keys, those that MLflow sets for itself left out. */
export function tagsFrom(tags: Record<string, string>): { tags: object[] } | null {
  const own = Object.entries(tags).filter(([key]) => key !== '' && !key.startsWith('mlflow.'));
  if (own.length === 0) return null;
  return {
    tags: own
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => ({ key, value, source: 'MLFLOW' })),
  };
}
