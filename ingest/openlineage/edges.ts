import type { StatedEdge } from '../../subgraphs/lineage/index.ts';
import { type AssetId, datasetId } from '../../vocabulary/asset-id.ts';
import { assetOfDataset, assetOfField } from './assets.ts';
import type { OpenLineageDataset } from './event.ts';
import type { Facet, FacetReader } from './facets.ts';

const isModelVersion = (id: AssetId): boolean => id.startsWith('model-version/');

/** What a job reads: a deployment serves the model version it reads. */
export function inputEdge(job: AssetId, input: AssetId): StatedEdge {
  const serves = isModelVersion(input) && job.startsWith('deployment/');
  return { from: input, to: job, role: serves ? 'SERVES' : 'READS' };
}

/** What a job writes: a job that writes a model version trained it. */
export const outputEdge = (job: AssetId, output: AssetId): StatedEdge => ({
  from: job,
  to: output,
  role: isModelVersion(output) ? 'TRAINS' : 'WRITES',
});

/**
 * Edges of the fields of an output with column lineage. An output without it makes no features: a schema alone says
 * nothing of what feeds a field. An output field without column lineage, beside others that have it, is fed by the job.
 */
export function columnEdges(
  job: AssetId | null,
  output: OpenLineageDataset,
  reader: FacetReader,
  place: string,
): StatedEdge[] {
  const lineage = reader.read(output.facets, 'columnLineage', place);
  if (!lineage || Object.keys(lineage.fields).length + (lineage.dataset?.length ?? 0) === 0) return [];
  const dataset = assetOfDataset(output, reader, place);
  const fieldsOfSchema = reader.read(output.facets, 'schema', place)?.fields?.map(({ name }) => name) ?? [];
  const fields = [...new Set([...Object.keys(lineage.fields), ...fieldsOfSchema])];
  return fields.flatMap((field) => {
    const feature = assetOfField(output.namespace, output.name, field);
    const partOf: StatedEdge = { from: feature, to: dataset, role: 'PART_OF' };
    const derived = derivesEdges(feature, lineage, field);
    if (derived.length > 0) return [partOf, ...derived];
    return job ? [partOf, { from: job, to: feature, role: 'WRITES' }] : [partOf];
  });
}

type InputField = Facet<'columnLineage'>['fields'][string]['inputFields'][number];

function derivesEdges(feature: AssetId, { fields, dataset }: Facet<'columnLineage'>, field: string): StatedEdge[] {
  const own = fields[field];
  const ofField = own?.inputFields.map((input) => derives(feature, input, own.transformationType ?? 'DIRECT')) ?? [];
  // What the whole dataset depends on, such as a filter or a join, reaches each of its fields.
  const ofDataset = dataset?.map((input) => derives(feature, input, 'INDIRECT')) ?? [];
  return [...ofField, ...ofDataset].flat();
}

function derives(feature: AssetId, input: InputField, type: string): StatedEdge[] {
  const from = assetOfField(input.namespace, input.name, input.field);
  const [transformation] = input.transformations ?? [];
  return [
    {
      from,
      to: feature,
      role: 'DERIVES',
      transformation: transformation
        ? {
            type: transformation.type,
            subtype: transformation.subtype ?? null,
            masking: input.transformations?.some(({ masking }) => masking) ?? false,
          }
        : { type, subtype: null, masking: false },
    },
    { from, to: datasetId(input.namespace, input.name), role: 'PART_OF' },
  ];
}
