import type { Fact } from '../statement.ts';
import { type Change, changeOf } from './change.ts';
import { jumpOf } from './jumps.ts';

type RowCount = Extract<Fact, { kind: 'rowCount' }>;
type NullCount = Extract<Fact, { kind: 'nullCount' }>;

/** Row counts that jumped, or fell to nothing from what never was nothing. Facts of one asset in order of time. */
export function rowCountChanges(facts: readonly RowCount[]): Change[] {
  const counts = lastOfEachRun(facts);
  return counts.flatMap((fact, place) => {
    const earlier = counts.slice(0, place).map(({ rows }) => rows);
    const jump = jumpOf(fact.rows, earlier, leastSpreadOfRows);
    const emptied = fact.rows === 0 && earlier.length > 0 && earlier.every((rows) => rows > 0);
    if (!jump && !emptied) return [];
    const usual = jump?.median ?? (earlier.at(-1) as number);
    const summary = `The row count ${fact.rows < usual ? 'fell' : 'rose'} to ${fact.rows} from about ${round(usual)}.`;
    const details = { rows: fact.rows, earlierMedian: usual, robustZ: jump ? round(jump.distance) : null };
    return [changeOf({ ...whereOf(fact), kind: 'ROW_COUNT_CHANGED', summary, details }, fact.runId ?? '')];
  });
}

/** Null shares of one field that jumped. Facts of one asset and field in order of time. */
export function nullShareChanges(facts: readonly NullCount[]): Change[] {
  const counts = lastOfEachRun(facts).filter(({ rows }) => rows > 0);
  const shares = counts.map(({ nulls, rows }) => nulls / rows);
  return counts.flatMap((fact, place) => {
    const share = shares[place] as number;
    const jump = jumpOf(share, shares.slice(0, place), (center) => leastSpreadOfShare(center, fact.rows));
    if (!jump) return [];
    const verb = share < jump.median ? 'fell' : 'rose';
    const summary = `Missing values of ${fact.field} ${verb} to ${percent(share)} from about ${percent(jump.median)}.`;
    const details = { field: fact.field, share, earlierMedian: jump.median, robustZ: round(jump.distance) };
    return [
      changeOf({ ...whereOf(fact), kind: 'NULL_SHARE_CHANGED', summary, details }, `${fact.field} ${fact.runId}`),
    ];
  });
}

/** One row in a hundred, and one row at least. */
const leastSpreadOfRows = (center: number): number => Math.max(1, 0.01 * Math.abs(center));

/** One percentage point, or what sampling alone does to a share of so many rows: √(p(1−p)/n). */
const leastSpreadOfShare = (center: number, rows: number): number =>
  Math.max(0.01, Math.sqrt((center * (1 - center)) / rows));

/** A run may count while it goes; only its last count is the count. Facts without a run stand for themselves. */
function lastOfEachRun<Counted extends Fact>(facts: readonly Counted[]): Counted[] {
  const last = new Map(facts.map((fact) => [fact.runId, fact]));
  return facts.filter((fact) => fact.runId === null || last.get(fact.runId) === fact);
}

const whereOf = ({ asset, time, runId }: Fact) => ({ asset, time, runId });

const round = (value: number): number => Number(value.toPrecision(3));

const percent = (share: number): string => `${round(100 * share)} %`;
