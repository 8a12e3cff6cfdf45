import { createHash } from 'node:crypto';
import type { FacetHolder, Fact, FactKind, FactValue } from '../../subgraphs/lineage/index.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { OpenLineageDataset, OpenLineageJob, RunEvent } from './event.ts';
import type { Facet, FacetName, FacetReader } from './facets.ts';
import { facetsAsSent } from './kept-facets.ts';
import { foundOnce } from './seen.ts';

/** When and by which run facts were stated. */
export interface Moment {
  time: Instant;
  runId: string | null;
}

const at = (asset: AssetId, { time, runId }: Moment, values: (FactValue | null)[]): Fact[] =>
  values.flatMap((value) => (value ? [{ asset, time, runId, ...value }] : []));

type SchemaFact = Extract<FactValue, { kind: 'schema' }>;

/** What an event says of a job. */
export function factsOfJob(asset: AssetId, { facets }: OpenLineageJob, reader: FacetReader, moment: Moment): Fact[] {
  const place = 'job.facets';
  const type = reader.read(facets, 'jobType', place);
  return at(asset, moment, [
    type && {
      kind: 'jobType',
      jobType: type.jobType ?? null,
      processingType: type.processingType ?? null,
      integration: type.integration ?? null,
    },
    codeOf(facets, reader, place),
    ...described(facets, reader, place),
    ...asSent('job', facets, reader, place),
  ]);
}

/** What is no longer said when the facet that said it is deleted. */
const REMOVED: Partial<Record<string, FactKind>> = {
  schema: 'schema',
  datasetType: 'datasetType',
  version: 'version',
  documentation: 'documentation',
  ownership: 'owner',
  tags: 'tags',
  jobType: 'jobType',
};

const asSent = (of: FacetHolder, facets: OpenLineageJob['facets'], reader: FacetReader, place: string): FactValue[] =>
  facetsAsSent(facets, place, reader).flatMap((facet): FactValue[] => {
    const removed = facet.value === null && Object.hasOwn(REMOVED, facet.name) ? REMOVED[facet.name] : undefined;
    return [{ kind: 'facet', of, ...facet }, ...(removed ? [{ kind: 'removed', of: removed } as const] : [])];
  });

/** Where a job's code is and its version; a digest of the code itself where only that was sent. */
function codeOf(facets: OpenLineageJob['facets'], reader: FacetReader, place: string): FactValue | null {
  const location = reader.read(facets, 'sourceCodeLocation', place);
  const code = reader.read(facets, 'sourceCode', place);
  const sql = reader.read(facets, 'sql', place);
  if (!location && !code && !sql) return null;
  const text = code?.sourceCode ?? sql?.query ?? null;
  const digest = text === null ? null : `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  return {
    kind: 'sourceCode',
    url: location?.url ?? location?.repoUrl ?? null,
    version: location?.version ?? digest,
  };
}

/** What an event says of a dataset, as an input or an output or by itself. */
export function factsOfDataset(
  asset: AssetId,
  dataset: OpenLineageDataset,
  reader: FacetReader,
  place: string,
  moment: Moment,
): Fact[] {
  const { facets, inputFacets, outputFacets } = dataset;
  const schema = reader.read(facets, 'schema', `${place}.facets`);
  const type = reader.read(facets, 'datasetType', `${place}.facets`);
  const version = reader.read(facets, 'version', `${place}.facets`);
  const ofInput = <Name extends FacetName>(name: Name) =>
    reader.read(inputFacets, name, `${place}.inputFacets`) ?? reader.read(facets, name, `${place}.facets`);
  const quality = ofInput('dataQualityMetrics');
  const assertions = ofInput('dataQualityAssertions');
  const written = reader.read(outputFacets, 'outputStatistics', `${place}.outputFacets`);
  const rows = written?.rowCount ?? quality?.rowCount ?? null;
  return at(asset, moment, [
    schema?.fields ? { kind: 'schema', fields: allFields(schema.fields) } : null,
    type && { kind: 'datasetType', datasetType: type.datasetType },
    version && { kind: 'version', version: version.datasetVersion },
    rows === null ? null : { kind: 'rowCount', rows },
    ...nullCounts(quality, rows),
    ...(assertions?.assertions ?? []).map(
      ({ assertion, column, name, success }): FactValue => ({
        ...{ kind: 'assertion', assertion, field: column ?? null, success },
        ...(name ? { name } : {}),
      }),
    ),
    ...described(facets, reader, `${place}.facets`),
    ...asSent('dataset', facets, reader, `${place}.facets`),
    ...asSent('input', inputFacets, reader, `${place}.inputFacets`),
    ...asSent('output', outputFacets, reader, `${place}.outputFacets`),
  ]);
}

/** What went wrong in a run; Spark says it in a facet of its own. Null when nothing did or nobody said. */
export function errorOf({ run }: RunEvent, reader: FacetReader): string | null {
  const said = reader.read(run.facets, 'errorMessage', 'run.facets')?.message;
  if (said) return said;
  const spark = reader.read(run.facets, 'spark.exception', 'run.facets');
  return spark?.message ?? spark?.stackTrace?.split('\n')[0] ?? null;
}

type SchemaField = NonNullable<Facet<'schema'>['fields']>[number];

/** A field and those nested in it, by their paths: `address`, `address.city`, as columnLineage names them. */
function fieldsOf({ name, type, description, fields }: SchemaField, parent = ''): SchemaFact['fields'] {
  const path = parent === '' ? name : `${parent}.${name}`;
  return [
    { name: path, type: type ?? null, description: description ?? null },
    ...(fields ?? []).flatMap((field) => fieldsOf(field, path)),
  ];
}

const allFields = foundOnce((fields: SchemaField[]) => {
  const all = fields.flatMap((field) => fieldsOf(field));
  Object.freeze(all);
  return all;
});

function nullCounts(quality: Facet<'dataQualityMetrics'> | null, rows: number | null): FactValue[] {
  if (rows === null) return [];
  return Object.entries(quality?.columnMetrics ?? {}).flatMap(([field, { nullCount }]) =>
    nullCount === null || nullCount === undefined ? [] : [{ kind: 'nullCount', field, nulls: nullCount, rows }],
  );
}

function described(
  facets: Record<string, unknown> | null | undefined,
  reader: FacetReader,
  place: string,
): (FactValue | null)[] {
  const documentation = reader.read(facets, 'documentation', place);
  const ownership = reader.read(facets, 'ownership', place);
  const tags = reader.read(facets, 'tags', place);
  return [
    documentation?.description ? { kind: 'documentation', text: documentation.description } : null,
    ownership && { kind: 'owner', owners: ownership.owners.map(({ name }) => name) },
    tags && { kind: 'tags', tags: Object.fromEntries(tags.tags.map(({ key, value }) => [key, value])) },
  ];
}
