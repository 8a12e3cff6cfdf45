import { median, type Report, rounded } from './report.ts';
import { DRIFT_METHODS, rowsOf } from './verdicts/drift.ts';
import { METHODS, type Method } from './verdicts/methods.ts';
import { drawsFrom } from './verdicts/random.ts';
import { type Change, changesFrom, HISTORY, KINDS, UNCHANGED } from './verdicts/series.ts';

/** Metric-years without change, and series with each change; ten times apart. */
const SIZES = { small: { years: 20, changed: 20 }, large: { years: 200, changed: 100 } } as const;
const YEAR = 365;
/** Days before a change begins, and days in which it has to be found. */
const QUIET = 30;
const PATIENCE = 60;

/** What a method made of one kind of series. */
interface Cell {
  falseAlertsPerYear: number;
  /** Change -> share found, and the median number of days until then, the first changed day being 1. */
  found: Record<string, { share: number; medianDays: number | null }>;
}

/**
 * False alerts a metric-year on daily windows that do not change, and how surely and how soon changes are found: Headwater's
 * verdicts at the default policy beside a fixed threshold, NannyML's and Evidently's rules and a plain CUSUM, all on the
 * same series. Seeded: the figures are the same each time.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = {};
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  for (const [size, { years, changed }] of Object.entries(SIZES)) {
    const cells: Record<string, Record<string, Cell>> = {};
    for (const [name, kind] of Object.entries(KINDS)) {
      process.stderr.write(`${size}: ${name}\n`);
      const make = (seed: number, days: number, change: Change) => kind.make(drawsFrom(seed), days, change);
      const sought = changesFrom(HISTORY + QUIET);
      cells[name] = cellsOf(METHODS, kind.deviation, make, sought, years, changed);
    }
    process.stderr.write(`${size}: feature\n`);
    const rows = (seed: number, days: number, change: Change) => rowsOf(drawsFrom(seed), days, change);
    // Of rows and not of a mean: half a deviation is a great shift.
    const moved = (by: number): Change => ({ move: (day) => (day < HISTORY + QUIET ? 0 : by), spread: () => 1 });
    const shifts = { 'step 0.1': moved(0.1), 'step 0.25': moved(0.25), 'step 0.5': moved(0.5), 'step 1': moved(1) };
    cells.feature = cellsOf(DRIFT_METHODS, 1, rows, shifts, Math.ceil(years / 5), Math.ceil(changed / 5));
    figures[size] = { years, changed, ...ofMethods(cells, (method) => method.startsWith('headwater')) };
    peers[size] = ofMethods(cells, (method) => !method.startsWith('headwater'));
    // A year without any is told as one false alert in all years together.
    for (const [name, byMethod] of Object.entries(cells))
      for (const [method, { falseAlertsPerYear }] of Object.entries(byMethod))
        if (method.startsWith('headwater'))
          ratios[`${size} ${name} ${method} budget`] = rounded(1 / Math.max(falseAlertsPerYear, 1 / years));
  }
  return { name: 'verdicts', figures, peers, ratios };
}

function cellsOf<Value>(
  methods: Record<string, Method<Value>>,
  deviation: number,
  make: (seed: number, days: number, change: Change) => Value[],
  changes: Record<string, Change>,
  years: number,
  changed: number,
): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const method of Object.keys(methods)) cells[method] = { falseAlertsPerYear: 0, found: {} };
  for (let seed = 1; seed <= years; seed++) {
    const series = make(seed, HISTORY + YEAR, UNCHANGED);
    for (const [method, judge] of Object.entries(methods)) {
      const cell = cells[method] as Cell;
      cell.falseAlertsPerYear += alertsIn(judge(series, deviation)) / years;
    }
  }
  for (const [name, change] of Object.entries(changes)) {
    const delays = new Map<string, number[]>();
    for (let seed = 1; seed <= changed; seed++) {
      const series = make(years + seed, HISTORY + QUIET + PATIENCE, change);
      for (const [method, judge] of Object.entries(methods)) {
        const delay = delayOf(judge(series, deviation));
        delays.set(method, [...(delays.get(method) ?? []), ...(delay === null ? [] : [delay])]);
      }
    }
    for (const [method, found] of delays)
      (cells[method] as Cell).found[name] = {
        share: rounded(found.length / changed),
        medianDays: found.length === 0 ? null : median(found),
      };
  }
  for (const cell of Object.values(cells)) cell.falseAlertsPerYear = rounded(cell.falseAlertsPerYear);
  return cells;
}

/** Alerts that began. */
const alertsIn = (standing: readonly boolean[]): number =>
  standing.filter((stands, day) => stands && !standing[day - 1]).length;

/** Days until the first alert that began with or after the change; null when none did in time. */
function delayOf(standing: readonly boolean[]): number | null {
  const day = standing.findIndex((stands, index) => index >= QUIET && stands && !standing[index - 1]);
  return day < 0 ? null : day - QUIET + 1;
}

function ofMethods(cells: Record<string, Record<string, Cell>>, isWanted: (method: string) => boolean) {
  const kept = Object.entries(cells).map(([kind, byMethod]) => [
    kind,
    Object.fromEntries(Object.entries(byMethod).filter(([method]) => isWanted(method))),
  ]);
  return Object.fromEntries(kept) as typeof cells;
}
