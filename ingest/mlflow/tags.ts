import type { LineageFacets } from '../../subgraphs/lineage/index.ts';
import { modelVersionId } from '../../vocabulary/asset-id.ts';
import { type Instant, parseInstant } from '../../vocabulary/duration.ts';
import type { Event } from '../openlineage/written.ts';
import { describedModel } from './described.ts';
import { modelVersion } from './naming.ts';
import { datasetEvent, deletedFacet } from './openlineage.ts';
import type { TagEvent } from './payload.ts';

/**
 * One tag of a model version, set or taken away, as all its tags: MLflow sends it alone, beside those that are known.
 * It holds since it was told. One at a time, or two would each leave the other's out. @throws StoreUnavailable
 */
export async function eventOfTag(
  { kind, timestamp, data }: TagEvent,
  namespace: string,
  facets: LineageFacets,
  now: Instant,
): Promise<Event> {
  const { name, version, key } = data;
  const { [key]: _, ...others } = tagsIn(await facets.latestFacet(modelVersionId(namespace, name, version), 'tags'));
  const tags: Record<string, string> = kind === 'model_version_tag.set' ? { ...others, [key]: data.value } : others;
  const asset = modelVersion(namespace, name, version);
  const said = { ...deletedFacet('tags'), ...(key === 'owner' ? deletedFacet('ownership') : {}) };
  return datasetEvent(Math.max(now, parseInstant(timestamp) ?? now), {
    ...asset,
    facets: { ...asset.facets, ...said, ...describedModel({ tags }) },
  });
}

/** The tags of a facet as it was sent; none of one that is away or of another shape. */
function tagsIn(facet: unknown): Record<string, string> {
  const { tags } = (facet ?? {}) as { tags?: unknown };
  if (!Array.isArray(tags)) return {};
  return Object.fromEntries(tags.map(({ key, value }) => [String(key), String(value)]));
}
