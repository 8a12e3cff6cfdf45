import { featureId, parseAssetId } from '../../vocabulary/asset-id.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { binOf, isNumeric, missingOf } from './columns.ts';
import type { ApplicableDefinition } from './definitions.ts';
import type { ProfiledFile } from './file.ts';
import { isMeasuredBy, type PredictionColumns, predictionComponents } from './predictions.ts';
import { type Grouping, oneWindow, windowsBy } from './windows.ts';

/** One line of what is posted. */
export interface Observation {
  metric: string;
  asset: string;
  time: string;
  [component: string]: unknown;
}

export interface Range {
  /** The dataset that the file holds. */
  asset: string;
  /** Column with the time of a row; without it the file is one window that ends `at`. */
  time?: string;
  at: string;
  /** Null when the file is not said to hold predictions. */
  predictions: PredictionColumns | null;
}

type Row = Record<string, unknown> & { ended: string };

/** The observations that a definition takes of a file. */
export async function observationsOf(
  definition: ApplicableDefinition,
  file: ProfiledFile,
  range: Range,
): Promise<Observation[]> {
  const { namespace, name: dataset } = datasetOf(range.asset);
  const { name: metric, profile, bins } = definition;
  const grouping = range.time ? windowsBy(range.time, definition, file) : oneWindow(range.at);
  const fields = file.columns.filter(({ name }) => name !== range.time);
  const observed = (asset: string, { ended }: Row, components: object): Observation => ({
    metric,
    asset,
    time: ended,
    ...(grouping.duration ? { duration: grouping.duration } : {}),
    ...components,
  });

  switch (profile) {
    case 'rows': {
      const rows = await grouped(file, grouping, ['count(*)::DOUBLE AS rows']);
      return rows.map((row) => observed(range.asset, row, { value: row.rows }));
    }
    case 'missing': {
      const counts = fields.map(
        (field, index) => `count(*) FILTER (WHERE ${missingOf(field)})::DOUBLE AS missing${index}`,
      );
      const rows = await grouped(file, grouping, ['count(*)::DOUBLE AS rows', ...counts]);
      return rows
        .filter((row) => Number(row.rows) > 0)
        .flatMap((row) =>
          fields.map(({ name }, index) =>
            observed(featureId(namespace, dataset, name), row, {
              numerator: row[`missing${index}`],
              denominator: row.rows,
            }),
          ),
        );
    }
    case 'predictions': {
      const { predictions } = range;
      if (!predictions || !isMeasuredBy(definition, predictions)) return [];
      const windows = await predictionComponents(definition, file, grouping, predictions);
      return windows.map(({ ended, components }) => observed(predictions.model, { ended }, components));
    }
    case 'bins': {
      const binned = fields.filter((field) => bins?.categories || (bins?.edges && isNumeric(field)));
      const each = await Promise.all(
        binned.map(async (field) => {
          const counts = `histogram(${binOf(bins ?? { kind: '' }, field)}) AS bins`;
          const rows = await grouped(file, grouping, [counts, 'count(*)::DOUBLE AS rows']);
          return rows
            .filter((row) => Number(row.rows) > 0)
            .map((row) => observed(featureId(namespace, dataset, field.name), row, { bins: countsOf(row.bins) }));
        }),
      );
      return each.flat();
    }
  }
}

function datasetOf(asset: string) {
  const identity = parseAssetId(asset);
  if (identity?.kind === 'DATASET') return identity;
  throw new CommandFailure(EXIT.usage, `--asset ${asset} is not a dataset`, 'expected dataset/<namespace>/<name>');
}

const grouped = async (file: ProfiledFile, { end, clause }: Grouping, counts: string[]): Promise<Row[]> =>
  (await file.query(`SELECT ${[`${end} AS ended`, ...counts]} FROM file ${clause}`)).filter(
    (row): row is Row => row.ended !== null,
  );

/** DuckDB's histogram is a map, which comes as a list of keys and values. */
const countsOf = (histogram: unknown): Record<string, number> =>
  Object.fromEntries(
    (histogram as { key: unknown; value: unknown }[]).map(({ key, value }) => [String(key), Number(value)]),
  );
