import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { NumberColumns } from '../../domain/numbers.ts';
import type { NumbersQuery } from '../../ports/metric-store.ts';
import { DAY, dayOf, type KeptColumns, type Stretch } from './kept-columns.ts';
import type { SeriesIndex } from './series.ts';
import { type PointRun, pointChunkOf, runsOf, SeriesSorter } from './series-sorter.ts';

/** Points that are sorted by their series before others get their turn. */
const POINTS_AT_ONCE = 400_000;
/** Series whose stretches are told apart before others get their turn. */
const SERIES_AT_ONCE = 100;

interface Source {
  connection: DuckDBConnection;
  series: SeriesIndex;
  kept: KeptColumns;
}

/** A longer range would be of more days than of points. */
const MOST_DAYS = 100;

/** Days of one series, the first and the last of which are not known. */
interface Missing {
  id: number;
  from: number;
  to: number;
  longest: number;
}

/** Days [from, to] of one series, with what was kept of each when they were asked for. */
interface Asked extends Missing {
  known: readonly (Stretch | undefined)[];
}

/** By series, what was read. */
type Read = ReadonlyMap<number, readonly Stretch[]>;

type Answers = (readonly NumberColumns[] | null)[];

/**
 * Answers each query with the whole days that its range touches; only days that are not kept are read, for one caller after
 * another: what one is reading the next would else read as well, and finds kept when its turn comes.
 */
export function columnReader(source: Source): (queries: readonly NumbersQuery[]) => Promise<Answers> {
  let last: Promise<unknown> = Promise.resolve();
  return async (queries) => {
    const asked = queries.map((query) => askedOf(source, query));
    if (missingOf(asked).length === 0) return answersOf(asked, new Map());
    const turn = last.then(() => readColumns(source, queries));
    last = turn.catch(() => {});
    return turn;
  };
}

async function readColumns(source: Source, queries: readonly NumbersQuery[]): Promise<Answers> {
  const asked = queries.map((query) => askedOf(source, query));
  const read = await readMissing(source, missingOf(asked));
  source.kept.trim();
  return answersOf(asked, read);
}

const answersOf = (asked: readonly (Asked | null)[], read: Read): Answers =>
  asked.map((one) => one && columnsOf(one, read.get(one.id)));

/** Null for what has several series, or is of too many days. */
function askedOf({ series, kept }: Source, query: NumbersQuery): Asked | null {
  const { after, until, longest } = query;
  const [id, ...others] = series.ofFingerprint(query);
  const [from, to] = [dayOf(after + 1), dayOf(until)];
  if (id === undefined || others.length > 0 || to - from >= MOST_DAYS) return null;
  const all = kept.of(id);
  const known: (Stretch | undefined)[] = [];
  for (let day = from; day <= to; day += 1) known.push(all?.get(day));
  return { id, from, to, longest, known };
}

/** What has to be read, each series once. */
function missingOf(asked: readonly (Asked | null)[]): Missing[] {
  const missing = new Map<number, Missing>();
  for (const one of asked) {
    if (!one) continue;
    const { id, known, longest } = one;
    const first = known.indexOf(undefined);
    if (first < 0) continue;
    const [from, to] = [one.from + first, one.from + known.lastIndexOf(undefined)];
    const other = missing.get(id) ?? { from, to };
    missing.set(id, { id, longest, from: Math.min(from, other.from), to: Math.max(to, other.to) });
  }
  return [...missing.values()];
}

/** In order of time. A stretch that was kept lies whole between two that were read, or whole beside them. */
function columnsOf({ from, to, known }: Asked, read: readonly Stretch[] = []): NumberColumns[] {
  const stretches: Stretch[] = [];
  for (let day = from; day <= to; ) {
    const stretch = read.find((each) => each.from <= day && day <= each.to) ?? known[day - from];
    if (stretch && stretch.columns.ends.length > 0) stretches.push(stretch);
    day = stretch ? stretch.to + 1 : day + 1;
  }
  return stretches.map(({ columns }) => columns);
}

const WANTED = `
  select series, ending::double as ending, sum, coalesce(count, 1) as count
  from points join (
    select unnest($ids::integer[]) as series, unnest($afters::bigint[]) as after, unnest($untils::bigint[]) as until,
      unnest($longest::bigint[]) as longest
  ) requested using (series)
  where ending > $least and ending <= $greatest and ending > after and ending <= until and duration <= longest`;

async function readMissing({ connection, kept }: Source, missing: readonly Missing[]): Promise<Read> {
  if (missing.length === 0) return new Map();
  const { changes } = kept;
  const afters = missing.map(({ from }) => from * DAY);
  const untils = missing.map(({ to }) => (to + 1) * DAY);
  const result = await connection.run(WANTED, {
    ids: JSON.stringify(missing.map(({ id }) => id)),
    afters: JSON.stringify(afters),
    untils: JSON.stringify(untils),
    longest: JSON.stringify(missing.map(({ longest }) => Math.trunc(longest))),
    least: BigInt(afters.reduce((a, b) => Math.min(a, b))),
    greatest: BigInt(untils.reduce((a, b) => Math.max(a, b))),
  });
  const sorting = new SeriesSorter(missing);
  const runs: PointRun[] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const points = pointChunkOf(chunk);
    sorting.count(points);
    runs.push(...runsOf(points));
  }
  sorting.allocate();
  // Threads answer stretches of the table in any order, of which a chunk holds several; each is in order of time, as the
  // points arrived.
  runs.sort((a, b) => a.ending - b.ending);
  let placed = 0;
  for (const run of runs) {
    if (placed >= POINTS_AT_ONCE) {
      await nextTurn();
      placed = 0;
    }
    sorting.place(run);
    placed += run.to - run.from;
  }
  const read = new Map<number, readonly Stretch[]>();
  for (const [id, stretches] of sorting.stretches()) {
    if (read.size % SERIES_AT_ONCE === SERIES_AT_ONCE - 1) await nextTurn();
    for (const stretch of stretches) kept.keep(id, stretch, changes);
    read.set(id, stretches);
  }
  return read;
}
