import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoredComponents } from '../../domain/components.ts';
import { bytesOf, sketchOfBuckets } from '../../domain/sketch.ts';
import { longestWithin, type Span } from '../../domain/windows.ts';
import type { RolledUp, RollUpQuery } from '../../ports/metric-store.ts';
import { rowsOf, whole } from './query.ts';
import type { SeriesIndex } from './series.ts';

interface Merged {
  place: number;
  first: number;
  last: number;
  sum: number;
  count: number;
  minimum: number | null;
  maximum: number | null;
  squares: number | null;
  places?: number[];
  counts?: number[];
}

/** The methods whose components are columns. */
const MERGED: readonly string[] = ['value', 'count', 'ratio', 'mean', 'quantile'];

/** Merges the points of each window in DuckDB; null for methods whose components it has as text. */
export async function readRolledUp(
  connection: DuckDBConnection,
  series: SeriesIndex,
  { definition, asset, windows, dimensions }: RollUpQuery,
  hasDetails: boolean,
): Promise<RolledUp[] | null> {
  const { name, fingerprint, method } = definition;
  if (!MERGED.includes(method.kind)) return null;
  const ids = dimensions.flatMap((text) => series.idOf({ name, fingerprint, asset, dimensions: text }) ?? []);
  if (ids.length === 0 || windows.length === 0) return [];
  const points = placed(
    `points ${hasDetails ? detailsFor(method.kind) : ''}`,
    `${oneOf(ids)} and duration <= ${longestWithin(definition.window)}`,
    windows,
  );
  const merged = await rowsOf<Merged>(
    connection,
    method.kind === 'quantile' ? bucketsOf(points, hasDetails) : sumsOf(points, hasDetails),
  );
  return merged.flatMap((one) => {
    const window = windows[one.place];
    if (!window) return [];
    return { window, components: componentsOf(one, method.kind), firstRecordedAt: one.first, recordedAt: one.last };
  });
}

/** Only sketches and squares are components; of the rest, a detail is wanted only of what replaced something. */
const detailsFor = (method: string): string => {
  if (method === 'quantile') return 'join details using (sequence)';
  const wanted = 'first_recorded_at is not null or squares is not null';
  return `left join (select sequence, squares, first_recorded_at from details where ${wanted}) using (sequence)`;
};

/** The points that meet a condition, each with the place of the window that it ends in. */
function placed(points: string, condition: string, windows: readonly Span[]): string {
  const [first] = windows as [Span];
  const { end } = windows.at(-1) as Span;
  const length = first.end - first.start;
  const isRegular = windows.every(({ start }, place) => start === first.start + place * length);
  const range = `ending > ${whole(first.start)} and ending <= ${whole(end)} and ${condition}`;
  if (isRegular && end === first.start + windows.length * length)
    return `(select *, ((ending - 1 - ${whole(first.start)}) // ${whole(length)})::integer as place
      from ${points} where ${range})`;
  const starts = windows.map(({ start }, place) => `(${whole(start)}, ${place})`);
  return `(from ${points} where ${range})
    asof join (values ${starts.join(', ')}) windows(start, place) on ending > start`;
}

/** Ids that follow one another are one condition; those of a metric with many series mostly do. */
function oneOf(ids: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs.length <= MOST_RUNS
    ? `(${runs.map(([from, to]) => `series between ${from} and ${to}`).join(' or ')})`
    : `series in (${ids.join(', ')})`;
}

const MOST_RUNS = 16;

const recorded = (hasDetails: boolean): string =>
  hasDetails ? 'min(coalesce(first_recorded_at, recorded_at))' : 'min(recorded_at)';

// Numbers are added with their rounding errors, so that the order in which threads add them does not matter.
const sumsOf = (points: string, hasDetails: boolean): string => `
  select place, ${recorded(hasDetails)}::double as first, max(recorded_at)::double as last,
    fsum(sum) as sum, fsum(coalesce(count, 1)) as count,
    min(coalesce(minimum, sum)) as minimum,
    max(coalesce(maximum, sum)) as maximum,
    case when count(*) = ${hasDetails ? 'count(*) filter (kind = 1 or squares is not null)' : 'count(*) filter (kind = 1)'}
      then fsum(${hasDetails ? 'case kind when 1 then sum * sum else squares end' : 'sum * sum'}) end as squares
  from ${points} group by place order by place`;

const bucketsOf = (points: string, hasDetails: boolean): string => `
  with buckets as (
    select place, ${hasDetails ? 'coalesce(first_recorded_at, recorded_at)' : 'recorded_at'} as first, recorded_at,
      unnest(places) as bucket, unnest(counts) as amount
    from ${points}
  ), merged as (
    select place, min(first) as first, max(recorded_at) as last, bucket, sum(amount) as amount
    from buckets group by place, bucket
  )
  select place, min(first)::double as first, max(last)::double as last,
    list(bucket order by bucket) as places, list(amount order by bucket) as counts
  from merged group by place order by place`;

function componentsOf(merged: Merged, method: string): StoredComponents {
  const { sum, count, minimum, maximum, squares, places, counts } = merged;
  if (method === 'quantile')
    return {
      sketch: bytesOf(sketchOfBuckets((places ?? []).map((place, index) => [place, counts?.[index] ?? 0] as const))),
    };
  if (method === 'ratio') return { numerator: sum, denominator: count };
  const sums = { sum, count, min: minimum ?? 0, max: maximum ?? 0 };
  return squares === null ? sums : { ...sums, sumOfSquares: squares };
}
