import type { Symlink } from '../../subgraphs/lineage/index.ts';
import {
  type AssetId,
  datasetId,
  deploymentId,
  featureId,
  jobId,
  MAXIMUM_ASSET_ID_LENGTH,
  modelVersionId,
  serviceId,
} from '../../vocabulary/asset-id.ts';
import { Refusal } from '../refusal.ts';
import type { OpenLineageDataset, OpenLineageJob } from './event.ts';
import type { FacetReader } from './facets.ts';

/** Which asset a job of OpenLineage is: a deployment or service where its jobType says so. */
export function assetOfJob(job: OpenLineageJob, reader: FacetReader): AssetId {
  const type = reader.read(job.facets, 'jobType', 'job.facets')?.jobType?.toUpperCase();
  if (type !== 'DEPLOYMENT' && type !== 'SERVICE') return bounded(jobId(job.namespace, job.name), 'job.name');
  const tags = reader.read(job.facets, 'tags', 'job.facets')?.tags ?? [];
  const environment = tags.find(({ key, value }) => key === 'environment' && value !== '')?.value ?? job.namespace;
  return bounded((type === 'DEPLOYMENT' ? deploymentId : serviceId)(environment, job.name), 'job.name');
}

/** Another run names its parent without the job's type, by which a deployment or service would be known. */
export function jobsNameOf(asset: AssetId, { namespace, name }: OpenLineageJob): Symlink[] {
  const plain = jobId(namespace, name);
  return asset !== plain && plain.length <= MAXIMUM_ASSET_ID_LENGTH ? [{ asset, alias: plain }] : [];
}

/** Which asset a dataset of OpenLineage is: a model version where it is a MODEL with a version. */
export function assetOfDataset(dataset: OpenLineageDataset, reader: FacetReader, place: string): AssetId {
  const type = reader.read(dataset.facets, 'datasetType', `${place}.facets`)?.datasetType.toUpperCase();
  const version = reader.read(dataset.facets, 'version', `${place}.facets`)?.datasetVersion;
  if (type === 'MODEL' && version)
    return bounded(modelVersionId(dataset.namespace, dataset.name, version), `${place}.name`);
  return bounded(datasetId(dataset.namespace, dataset.name), `${place}.name`);
}

/** The feature that a field is; null when its id is longer than an id may be. */
export function assetOfField(namespace: string, dataset: string, field: string): AssetId | null {
  const id = featureId(namespace, dataset, field);
  return id.length <= MAXIMUM_ASSET_ID_LENGTH ? id : null;
}

function bounded(id: AssetId, field: string): AssetId {
  if (id.length <= MAXIMUM_ASSET_ID_LENGTH) return id;
  throw new Refusal(
    400,
    'INVALID_EVENT',
    `${field}: makes an asset id of ${id.length} characters; the longest is ${MAXIMUM_ASSET_ID_LENGTH}`,
    field,
  );
}
