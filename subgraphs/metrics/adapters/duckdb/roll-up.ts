import type { DuckDBConnection } from '@duckdb/node-api';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { gridOf, type Span } from '../../domain/windows.ts';
import type { RolledUp, RollUpQuery } from '../../ports/metric-store.ts';
import type { KeptRollUps, KeptWindows } from './kept-roll-ups.ts';
import { type MergeQuestion, mergeWindows, wantedDetails } from './merge-windows.ts';
import { oneOf, rowsOf, whole } from './query.ts';
import type { SeriesIndex } from './series.ts';

/** The methods whose components are columns. */
const MERGED: readonly string[] = ['value', 'count', 'ratio', 'mean', 'quantile'];

/** What reads: the connection, and what is known of what it reads. */
export interface RollUpSource {
  connection: DuckDBConnection;
  series: SeriesIndex;
  kept: KeptRollUps;
}

/** Merges the points of each window in DuckDB; null for methods whose components it has as text. */
export async function readRolledUp(source: RollUpSource, query: RollUpQuery): Promise<RolledUp[] | null> {
  const { definition, asset, windows, dimensions, withSquares } = query;
  const { name, fingerprint, method } = definition;
  if (!MERGED.includes(method.kind)) return null;
  const ids = dimensions.flatMap((text) => source.series.idOf({ name, fingerprint, asset, dimensions: text }) ?? []);
  if (ids.length === 0 || windows.length === 0) return [];
  const asked = { definition, condition: oneOf(ids), windows, withSquares };
  // Sketches are too long to be kept, and few of them are merged in a moment.
  return method.kind === 'quantile' ? mergeWindows(source.connection, asked, true) : keptOrMerged(source, asked);
}

/** Of what was asked before, only windows that something was written for since are merged again. */
async function keptOrMerged({ connection, kept }: RollUpSource, asked: MergeQuestion): Promise<RolledUp[]> {
  const { definition, condition, windows, withSquares } = asked;
  const { window, timezone, method } = definition;
  const question = `${method.kind} ${withSquares} ${window} ${timezone} ${condition}`;
  const { generation } = kept;
  const known = kept.of(question);
  const { newest, endings, isDetailed } = await writtenSince(connection, asked, known);
  const grid = gridOf(window, timezone);
  const changed = new Set(endings.map((ending) => grid.holding(ending - 1).start));
  const byStart = new Map([...(known?.byStart ?? [])].filter(([start]) => !changed.has(start)));
  for (const gap of gapsIn(windows, byStart)) {
    for (const { start } of gap) byStart.set(start, null);
    for (const one of await mergeWindows(connection, { ...asked, windows: gap }, isDetailed))
      byStart.set(one.window.start, one);
  }
  kept.keep(question, generation, { sequence: newest, byStart });
  return windows.flatMap(({ start }) => ownedCopy(byStart.get(start)) ?? []);
}

const ownedCopy = (one: RolledUp | null | undefined): RolledUp | null =>
  one ? { ...one, components: { ...one.components } } : null;

/** The newest sequence number, and ends of the points of these series that are newer than what is known. */
async function writtenSince(
  connection: DuckDBConnection,
  { condition, withSquares }: MergeQuestion,
  known: KeptWindows | null,
) {
  const since = known?.sequence ?? 0;
  const endings = known ? `list(distinct ending::double) filter (${condition})` : 'null';
  const [written] = await rowsOf<{ newest: number | null; endings: number[] | null; isDetailed: boolean }>(
    connection,
    `select max(sequence)::double as newest, ${endings} as endings,
       exists (from details where ${wantedDetails(withSquares)}) as "isDetailed"
     from points ${known ? `where sequence > ${whole(since)}` : ''}`,
  );
  const { newest = null, endings: found = null, isDetailed = true } = written ?? {};
  return { newest: newest ?? since, endings: found ?? [], isDetailed };
}

/** More gaps than that are read as one. */
const MOST_GAPS = 8;

/** The windows not known, those that follow one another together. */
function gapsIn(windows: readonly Span[], known: ReadonlyMap<Instant, unknown>): Span[][] {
  const gaps: Span[][] = [];
  for (const [place, window] of windows.entries()) {
    if (known.has(window.start)) continue;
    const last = windows[place - 1];
    if (last && gaps.at(-1)?.at(-1) === last) gaps.at(-1)?.push(window);
    else gaps.push([window]);
  }
  if (gaps.length <= MOST_GAPS) return gaps;
  const [first, last] = [gaps[0]?.[0], gaps.at(-1)?.at(-1)];
  return [windows.filter(({ start }) => start >= (first?.start ?? 0) && start <= (last?.start ?? 0))];
}
