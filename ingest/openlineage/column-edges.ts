import type { StatedEdge } from '../../subgraphs/lineage/index.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { assetOfField } from './assets.ts';
import type { OpenLineageDataset } from './event.ts';
import type { Facet, FacetReader } from './facets.ts';

type Lineage = Facet<'columnLineage'>;
type InputField = Lineage['fields'][string]['inputFields'][number];
type Transformation = NonNullable<StatedEdge['transformation']>;

/** A dataset of an event with the asset that it is and where it stands in the event. */
export interface NamedDataset {
  dataset: OpenLineageDataset;
  asset: AssetId;
  place: string;
}

/** The asset that a dataset is in this event. */
export type AssetOf = (namespace: string, name: string) => AssetId;

/**
 * Edges of the fields of an output with column lineage. An output without it makes no features: a schema alone says
 * nothing of what feeds a field. An output field without column lineage, beside others that have it, is fed by the job,
 * null in a DatasetEvent.
 */
export function columnEdges(
  job: AssetId | null,
  output: NamedDataset,
  assetOf: AssetOf,
  reader: FacetReader,
): StatedEdge[] {
  const { dataset, asset, place } = output;
  const lineage = reader.read(dataset.facets, 'columnLineage', `${place}.facets`);
  if (!lineage || Object.keys(lineage.fields).length + (lineage.dataset?.length ?? 0) === 0) return [];
  return fieldsOf(output, lineage, reader).flatMap((field) => {
    const feature = assetOfField(dataset.namespace, dataset.name, field);
    if (!feature) return leftOut(reader, place, field);
    const partOf: StatedEdge = { from: feature, to: asset, role: 'PART_OF' };
    const derived = derivesEdges(feature, lineage, field, assetOf, reader, place);
    if (derived.length > 0) return [partOf, ...derived];
    return job ? [partOf, { from: job, to: feature, role: 'WRITES' }] : [partOf];
  });
}

function fieldsOf({ dataset, place }: NamedDataset, lineage: Lineage, reader: FacetReader): string[] {
  const schema = reader.read(dataset.facets, 'schema', `${place}.facets`)?.fields ?? [];
  return [...new Set([...Object.keys(lineage.fields), ...schema.map(({ name }) => name)])];
}

function derivesEdges(
  feature: AssetId,
  { fields, dataset }: Lineage,
  field: string,
  assetOf: AssetOf,
  reader: FacetReader,
  place: string,
): StatedEdge[] {
  const own = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const ofField = own?.inputFields.map((input) => ({ input, otherwise: ofWholeField(own.transformationType) })) ?? [];
  // What the whole dataset depends on, such as a filter or a join, reaches each of its fields.
  const ofDataset = dataset?.map((input) => ({ input, otherwise: INDIRECT })) ?? [];
  return [...ofField, ...ofDataset].flatMap(({ input, otherwise }) => {
    const from = assetOfField(input.namespace, input.name, input.field);
    if (!from) return leftOut(reader, place, input.field);
    const transformation = transformationOf(input) ?? otherwise;
    return [
      { from, to: feature, role: 'DERIVES', ...(transformation ? { transformation } : {}) },
      { from, to: assetOf(input.namespace, input.name), role: 'PART_OF' },
    ];
  });
}

const INDIRECT: Transformation = { type: 'INDIRECT', subtype: null, masking: false };

/** The older form, of the field as a whole; null when it says nothing. */
const ofWholeField = (type: string | null | undefined): Transformation | null =>
  type ? { type: 'DIRECT', subtype: type, masking: type.toUpperCase() === 'MASKED' } : null;

function transformationOf({ transformations }: InputField): Transformation | null {
  const told = transformations?.find(({ type }) => type === 'DIRECT') ?? transformations?.[0];
  if (!told) return null;
  return {
    type: told.type,
    subtype: told.subtype ?? null,
    masking: transformations?.some(({ masking }) => masking) ?? false,
  };
}

function leftOut(reader: FacetReader, place: string, field: string): [] {
  reader.warnings.push(
    `${place}.facets.columnLineage: the field ${field.slice(0, 100)}… makes too long an asset id; it was left out`,
  );
  return [];
}
