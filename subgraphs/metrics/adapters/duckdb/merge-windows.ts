import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoredComponents } from '../../domain/components.ts';
import type { MetricDefinition } from '../../domain/definition.ts';
import { bytesOf, sketchOfBuckets } from '../../domain/sketch.ts';
import { longestWithin, type Span } from '../../domain/windows.ts';
import type { RolledUp } from '../../ports/metric-store.ts';
import { rowsOf, whole } from './query.ts';

/** Consecutive windows to be merged, and of which series. */
export interface MergeQuestion {
  definition: MetricDefinition;
  /** On the series of points, as it stands in a statement. */
  condition: string;
  windows: readonly Span[];
  withSquares: boolean;
}

interface Merged {
  place: number;
  first: number;
  last: number;
  sum: number;
  count: number;
  /** Null where not all were told. */
  squares?: number | null;
  places?: number[];
  counts?: number[];
}

/** Merges the points of each window in one statement; windows without any are left out. */
export async function mergeWindows(
  connection: DuckDBConnection,
  { definition: { window: length, method }, condition, windows, withSquares }: MergeQuestion,
  hasDetails: boolean,
): Promise<RolledUp[]> {
  const points = placed(
    `points ${hasDetails ? detailsFor(method.kind, withSquares) : ''}`,
    `${condition} and duration <= ${longestWithin(length)}`,
    windows,
  );
  const merged = await rowsOf<Merged>(
    connection,
    method.kind === 'quantile' ? bucketsOf(points) : sumsOf(points, hasDetails, withSquares),
  );
  return merged.flatMap((one) => {
    const window = windows[one.place];
    if (!window) return [];
    return { window, components: componentsOf(one, method.kind), firstRecordedAt: one.first, recordedAt: one.last };
  });
}

/** Only sketches and squares are components; of the rest, a detail is wanted only of what replaced something. */
const detailsFor = (method: string, withSquares: boolean): string => {
  if (method === 'quantile') return 'join details using (sequence)';
  const wanted = wantedDetails(withSquares);
  return `left join (select sequence, squares, first_recorded_at from details where ${wanted}) using (sequence)`;
};

/** What of a detail sums and their revisions are made of. */
export const wantedDetails = (withSquares: boolean): string =>
  withSquares ? 'first_recorded_at is not null or squares is not null' : 'first_recorded_at is not null';

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

// Numbers are added with their rounding errors, so that the order in which threads add them does not matter. Only single
// samples have no count, which is told apart once for all of them.
const sumsOf = (points: string, hasDetails: boolean, withSquares: boolean): string => `
  select place, min(${hasDetails ? 'coalesce(first_recorded_at, recorded_at)' : 'recorded_at'})::double as first,
    max(recorded_at)::double as last, fsum(sum) as sum,
    coalesce(fsum(count), 0) + count(*) - count(count) as count${withSquares ? `, ${squaresOf(hasDetails)}` : ''}
  from ${points} group by place order by place`;

const squaresOf = (hasDetails: boolean): string =>
  hasDetails
    ? 'case when count(count) = count(squares) then fsum(coalesce(squares, sum * sum)) end as squares'
    : 'case when count(count) = 0 then fsum(sum * sum) end as squares';

const bucketsOf = (points: string): string => `
  with buckets as (
    select place, coalesce(first_recorded_at, recorded_at) as first, recorded_at,
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
  const { sum, count, squares = null, places, counts } = merged;
  if (method === 'quantile')
    return {
      sketch: bytesOf(sketchOfBuckets((places ?? []).map((place, index) => [place, counts?.[index] ?? 0] as const))),
    };
  if (method === 'ratio') return { numerator: sum, denominator: count };
  return squares === null ? { sum, count } : { sum, count, sumOfSquares: squares };
}
