import { parseAssetId } from '../../vocabulary/asset-id.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { columnOf, isNumeric } from './columns.ts';
import type { ApplicableDefinition } from './definitions.ts';
import type { ProfiledFile } from './file.ts';
import { quoted } from './literal.ts';
import type { Grouping } from './windows.ts';

/** Which columns of a file are predictions, and whose. */
export interface PredictionColumns {
  /** The model version or deployment that predicted. */
  model: string;
  /** What was so: 0 or 1, false or true, or a number; no value while it is not known. */
  label: string;
  /** Score from 0 to 1 of the class; for a classification. */
  score?: string;
  /** The predicted number; for a regression. */
  predicted?: string;
  /** Score from which on the class is called. */
  threshold: number;
}

type Row = Record<string, unknown> & { ended: string };
type Counts = Record<string, number>;

/** As the metrics have it where the definition does not say. */
const DEFAULT_BINS = 100;
const DEFAULT_CALIBRATION_BINS = 10;
/** Scores are clipped so far from 0 and 1 before their logarithm is taken. */
const CLIP = 1e-15;

/** Whether a definition can be measured by these columns for this model. */
export const isMeasuredBy = ({ method, appliesTo }: ApplicableDefinition, columns: PredictionColumns): boolean =>
  appliesTo.includes(parseAssetId(columns.model)?.kind ?? '') &&
  (method.kind === 'regression' ? columns.predicted : columns.score) !== undefined;

/** The components of each window by its end, of the definition's method. */
export async function predictionComponents(
  { method, name }: ApplicableDefinition,
  file: ProfiledFile,
  grouping: Grouping,
  columns: PredictionColumns,
): Promise<{ ended: string; components: object }[]> {
  const label = numberIn(columns.label, file);
  if (method.kind === 'regression') return errors(file, grouping, label, numberIn(columns.predicted ?? '', file));
  const score = numberIn(columns.score ?? '', file);
  await refuseRows(file, `${label} NOT IN (0, 1)`, `column ${columns.label} has labels other than 0 and 1`);
  await refuseRows(file, `${score} NOT BETWEEN 0 AND 1`, `column ${columns.score} has scores outside 0 to 1`);
  if (method.estimated || ['auc-roc', 'auc-pr', 'calibration-error'].includes(method.measure ?? ''))
    return scores(file, grouping, label, score, binsOf(method));
  if (method.measure === 'brier') return losses(file, grouping, `(${score} - ${label}) ** 2`);
  if (method.measure === 'log-loss') {
    const likely = `CASE WHEN ${label} = 1 THEN ${score} WHEN ${label} = 0 THEN 1 - ${score} END`;
    // Least and greatest of DuckDB pass over what is no value.
    const clipped = `CASE WHEN (${likely}) IS NOT NULL THEN greatest(${CLIP}, least(1 - ${CLIP}, ${likely})) END`;
    return losses(file, grouping, `-ln(${clipped})`);
  }
  if (method.kind !== 'classification') throw new CommandFailure(EXIT.usage, `${name} is no measure of predictions`);
  return confusion(file, grouping, label, `${score} >= ${columns.threshold}`);
}

const binsOf = ({ bins, measure }: ApplicableDefinition['method']): number =>
  typeof bins === 'number' ? bins : measure === 'calibration-error' ? DEFAULT_CALIBRATION_BINS : DEFAULT_BINS;

/** A column of numbers or of false and true as numbers, in SQL; NaN is no value. */
function numberIn(name: string, file: ProfiledFile): string {
  const column = columnOf(name, file);
  if (!isNumeric(column) && column.type !== 'BOOLEAN')
    throw new CommandFailure(EXIT.usage, `column ${name} of ${file.path} is ${column.type}, no number`);
  const number = `${quoted(name)}::DOUBLE`;
  return `(CASE WHEN isnan(${number}) THEN NULL ELSE ${number} END)`;
}

async function refuseRows(file: ProfiledFile, condition: string, fault: string): Promise<void> {
  const [row] = await file.query(`SELECT count(*)::DOUBLE AS rows FROM file WHERE ${condition}`);
  if (Number(row?.rows) > 0) throw new CommandFailure(EXIT.usage, `${fault}, in ${row?.rows} rows`);
}

const grouped = async (file: ProfiledFile, { end, clause }: Grouping, figures: string[]): Promise<Row[]> =>
  (await file.query(`SELECT ${[`${end} AS ended`, ...figures]} FROM file ${clause}`)).filter(
    (row): row is Row => row.ended !== null,
  );

const counted = (condition: string, name: string): string => `count(*) FILTER (WHERE ${condition})::DOUBLE AS ${name}`;
const summed = (value: string, name: string): string => `coalesce(sum(${value}), 0)::DOUBLE AS ${name}`;

async function confusion(file: ProfiledFile, grouping: Grouping, label: string, called: string) {
  const rows = await grouped(file, grouping, [
    counted(`${label} = 1 AND ${called}`, 'tp'),
    counted(`${label} = 0 AND ${called}`, 'fp'),
    counted(`${label} = 1 AND NOT ${called}`, 'fn'),
    counted(`${label} = 0 AND NOT ${called}`, 'tn'),
    counted(`(${called}) IS NOT NULL`, 'predictions'),
  ]);
  return rows.map(({ ended, ...counts }) => ({ ended, components: { confusion: counts } }));
}

async function losses(file: ProfiledFile, grouping: Grouping, loss: string) {
  const rows = await grouped(file, grouping, [
    `count(${loss})::DOUBLE AS count`,
    summed(loss, 'sum'),
    summed(`(${loss}) ** 2`, 'sumOfSquares'),
  ]);
  return rows.map(({ ended, ...sums }) => ({ ended, components: sums }));
}

async function errors(file: ProfiledFile, grouping: Grouping, label: string, predicted: string) {
  const error = `abs(${predicted} - ${label})`;
  const rows = await grouped(file, grouping, [
    `count(${error})::DOUBLE AS count`,
    summed(error, 'absolute'),
    summed(`${error} ** 2`, 'squared'),
    summed(`CASE WHEN ${label} <> 0 THEN ${error} / abs(${label}) END`, 'relative'),
    counted(`${label} = 0 AND ${predicted} IS NOT NULL`, 'zeros'),
    counted(`${predicted} IS NOT NULL`, 'predictions'),
  ]);
  return rows.map(({ ended, ...sums }) => ({ ended, components: { errors: sums } }));
}

async function scores(file: ProfiledFile, { end }: Grouping, label: string, score: string, bins: number) {
  const rows = await file.query(
    `SELECT ${[
      `${end} AS ended`,
      `least(floor(${score} * ${bins}), ${bins - 1})::INTEGER AS bin`,
      counted(`${label} = 1`, 'positive'),
      counted(`${label} = 0`, 'negative'),
      counted(`${label} IS NULL`, 'unlabelled'),
      summed(`CASE WHEN ${label} IS NOT NULL THEN ${score} END`, 'sums'),
    ]} FROM file WHERE ${score} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const windows = Map.groupBy(
    rows.filter((row): row is Row => row.ended !== null),
    ({ ended }) => ended,
  );
  const countsOf = (all: readonly Row[], name: string): Counts =>
    Object.fromEntries(all.filter((row) => Number(row[name]) > 0).map((row) => [String(row.bin), Number(row[name])]));
  return [...windows].map(([ended, all]) => ({
    ended,
    components: {
      scores: Object.fromEntries(
        ['positive', 'negative', 'unlabelled', 'sums'].map((name) => [name, countsOf(all, name)]),
      ),
    },
  }));
}
