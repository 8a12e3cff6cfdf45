import type { QualityFacet, QualityPoint } from '../../subgraphs/metrics/index.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { type Instant, parseInstant } from '../../vocabulary/duration.ts';
import { assetOfField } from './assets.ts';
import type { NamedDataset } from './column-edges.ts';
import type { Facet, FacetReader } from './facets.ts';

/** What a dataset's facets tell of its quality and of its fields', as figures for metrics. */
export function qualityOf({ dataset, asset, place }: NamedDataset, reader: FacetReader, time: Instant): QualityPoint[] {
  const { facets, inputFacets, outputFacets } = dataset;
  const told = toldAt(time);
  const fieldOf = (field: string) => assetOfField(dataset.namespace, dataset.name, field);
  const metrics =
    reader.read(inputFacets, 'dataQualityMetrics', `${place}.inputFacets`) ??
    reader.read(facets, 'dataQualityMetrics', `${place}.facets`);
  const assertions =
    reader.read(inputFacets, 'dataQualityAssertions', `${place}.inputFacets`) ??
    reader.read(facets, 'dataQualityAssertions', `${place}.facets`);
  const expectations = reader.read(inputFacets, 'headwater_expectations', `${place}.inputFacets`);
  const written = reader.read(outputFacets, 'outputStatistics', `${place}.outputFacets`);
  const read = reader.read(inputFacets, 'inputStatistics', `${place}.inputFacets`);
  const values: [QualityFacet, number | null | undefined, string][] = [
    ['rowCount', metrics?.rowCount ?? written?.rowCount, '1'],
    ['bytes', metrics?.bytes ?? written?.size, 'By'],
    ['fileCount', metrics?.fileCount ?? written?.fileCount, '1'],
    ['lastUpdated', secondsOf(metrics?.lastUpdated), 's'],
    ['rowsWritten', written?.rowCount, '1'],
    ['bytesWritten', written?.size, 'By'],
    ['filesWritten', written?.fileCount, '1'],
    ['rowsRead', read?.rowCount, '1'],
    ['bytesRead', read?.size, 'By'],
    ['filesRead', read?.fileCount, '1'],
  ];
  return [
    ...values.flatMap(([facet, value, unit]) => (isTold(value) ? [told(facet, asset, unit, [{ value }])] : [])),
    ...fieldFigures(metrics, fieldOf, told),
    ...checkFigures(assertions, asset, fieldOf, told),
    ...unexpectedShares(expectations, asset, fieldOf, told),
  ];
}

type Told = ReturnType<typeof toldAt>;
type FieldOf = (field: string) => AssetId | null;
type Forms = QualityPoint['forms'];

const toldAt =
  (time: Instant) =>
  (
    facet: QualityFacet,
    asset: AssetId,
    unit: string | null,
    forms: Forms,
    more: Partial<QualityPoint> = {},
  ): QualityPoint => ({
    ...{ facet, quantile: null, asset, time, dimensions: {}, unit, forms },
    ...more,
  });

const isTold = (value: number | null | undefined): value is number => value !== null && value !== undefined;

const secondsOf = (time: string | null | undefined): number | null => {
  const instant = time ? parseInstant(time) : null;
  return instant === null ? null : instant / 1000;
};

/** A part of a whole with both counts, for a ratio, and as a share, for a value. */
const shareOf = (numerator: number, denominator: number): Forms =>
  denominator === 0 ? [{ numerator, denominator }] : [{ numerator, denominator }, { value: numerator / denominator }];

function fieldFigures(metrics: Facet<'dataQualityMetrics'> | null, fieldOf: FieldOf, told: Told): QualityPoint[] {
  const rows = metrics?.rowCount;
  return Object.entries(metrics?.columnMetrics ?? {}).flatMap(([field, column]) => {
    const asset = fieldOf(field);
    if (asset === null) return [];
    const { nullCount, distinctCount, sum, count, min, max, quantiles } = column;
    const of = (facet: QualityFacet, unit: string | null, forms: Forms, more?: Partial<QualityPoint>) =>
      told(facet, asset, unit, forms, more);
    const extremes = { ...(isTold(min) ? { min } : {}), ...(isTold(max) ? { max } : {}) };
    return [
      ...(isTold(nullCount) ? [of('nullCount', '1', [{ value: nullCount }])] : []),
      ...(isTold(nullCount) && isTold(rows) ? [of('nullShare', '1', shareOf(nullCount, rows))] : []),
      ...(isTold(distinctCount) ? [of('distinctCount', '1', [{ value: distinctCount }])] : []),
      ...(isTold(distinctCount) && isTold(rows) ? [of('distinctShare', '1', shareOf(distinctCount, rows))] : []),
      ...(isTold(sum) && isTold(count) ? [of('mean', null, [{ count, sum, ...extremes }])] : []),
      ...(isTold(min) ? [of('min', null, [{ value: min }])] : []),
      ...(isTold(max) ? [of('max', null, [{ value: max }])] : []),
      ...Object.entries(quantiles ?? {}).map(([quantile, value]) =>
        of('quantile', null, [{ value }], { quantile: Number(quantile) }),
      ),
    ];
  });
}

/** Of all checks those that failed: of the dataset whatever they check, and of each field that some check. */
function checkFigures(
  assertions: Facet<'dataQualityAssertions'> | null,
  asset: AssetId,
  fieldOf: FieldOf,
  told: Told,
): QualityPoint[] {
  const all = assertions?.assertions ?? [];
  if (all.length === 0) return [];
  const figure = (of: AssetId, checks: typeof all): QualityPoint => {
    const failed = checks.filter(({ success }) => !success).length;
    return told('assertionsFailed', of, '1', [{ numerator: failed, denominator: checks.length }, { value: failed }]);
  };
  const byField = Map.groupBy(
    all.filter(({ column }) => column),
    ({ column }) => column ?? '',
  );
  return [
    figure(asset, all),
    ...[...byField].flatMap(([field, checks]) => {
      const feature = fieldOf(field);
      return feature ? [figure(feature, checks)] : [];
    }),
  ];
}

function unexpectedShares(
  facet: Facet<'headwater_expectations'> | null,
  asset: AssetId,
  fieldOf: FieldOf,
  told: Told,
): QualityPoint[] {
  return (facet?.expectations ?? []).flatMap(({ expectation, column, elementCount, unexpectedCount }) => {
    const of = column ? fieldOf(column) : asset;
    const dimensions = { check: expectation };
    return of ? [told('unexpectedShare', of, '1', shareOf(unexpectedCount, elementCount), { dimensions })] : [];
  });
}
