import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { Piece } from './families.ts';
import { keyOf, type Series } from './series.ts';

type Histogram = Extract<TelemetryPoint['measured'], { kind: 'histogram' }>;

/** A classic histogram, or a summary's sum and count, put together. All of it counts from the start of its series. */
export interface Joined {
  family: string;
  /** Of the family, without `le`. */
  labels: Record<string, string>;
  key: string;
  time: Instant;
  measured: Histogram;
}

/** What is known of one histogram. A piece is `sum`, `count` or the upper bound of a bucket. */
interface Parts {
  family: string;
  labels: Record<string, string>;
  pieces: Set<string>;
  /** By time, the values of the pieces that came. */
  waiting: Map<Instant, Map<string, number>>;
  joined: Instant;
}

/** Histograms that are put together; the one unheard for longest is forgotten, and begins anew. */
const MOST_HISTOGRAMS = 50_000;
const MOST_PIECES = 1_000;
/** Times of one histogram that wait for a piece; the oldest is then taken as it is. */
const MOST_WAITING = 3;
const INFINITY = String(Number.POSITIVE_INFINITY);

/**
 * Joins `_bucket`, `_sum` and `_count` to one histogram. Senders spread series over requests that overtake one another,
 * so that a time waits until every piece that the histogram is known to have has come. A bucket that is missing all the
 * same makes the histogram coarser and not wrong, for buckets count upwards.
 */
export class Histograms {
  readonly #known = new Map<string, Parts>();
  /** Those of which something came since they were last answered. */
  readonly #heard = new Set<string>();

  /** Takes a piece in; text says why it cannot be one. */
  take(series: Series, piece: Piece, time: Instant, value: number): string | null {
    const { le, ...others } = series.labels;
    const name = piece.part === 'bucket' ? boundOf(le) : piece.part;
    if (name === null) return `le="${le}" is no upper bound`;
    const labels = piece.part === 'bucket' ? others : series.labels;
    const parts = this.#partsOf(piece.family, labels);
    if (!parts.pieces.has(name) && parts.pieces.size >= MOST_PIECES)
      return `it has more than ${MOST_PIECES} buckets; at most so many are joined`;
    parts.pieces.add(name);
    if (time <= parts.joined) return null;
    const values = parts.waiting.get(time) ?? new Map<string, number>();
    parts.waiting.set(time, values.set(name, value));
    return null;
  }

  /** A piece that ended is not waited for. */
  end(series: Series, piece: Piece): void {
    const { le, ...others } = series.labels;
    const isBucket = piece.part === 'bucket';
    const parts = this.#known.get(keyOf(piece.family, isBucket ? others : series.labels));
    parts?.pieces.delete((isBucket ? boundOf(le) : piece.part) ?? '');
  }

  /** Every histogram that is whole, by time; each is answered once. */
  joined(): Joined[] {
    const found: Joined[] = [];
    for (const key of this.#heard) {
      const parts = this.#known.get(key);
      if (!parts) continue;
      const times = [...parts.waiting.keys()].sort((a, b) => a - b);
      for (const [index, time] of times.entries()) {
        const values = parts.waiting.get(time) ?? new Map();
        const newer = times.length - 1 - index;
        if (!isWhole(parts, values, newer)) {
          if (newer < MOST_WAITING) break;
          // What did not come for so long is not waited for again.
          parts.pieces = new Set([...parts.waiting.values()].flatMap((each) => [...each.keys()]));
        }
        parts.waiting.delete(time);
        parts.joined = time;
        const measured = histogramOf(values);
        if (measured) found.push({ family: parts.family, labels: parts.labels, key, time, measured });
      }
    }
    this.#heard.clear();
    return found;
  }

  #partsOf(family: string, labels: Record<string, string>): Parts {
    const key = keyOf(family, labels);
    const known = this.#known.get(key);
    const parts = known ?? { family, labels, pieces: new Set(), waiting: new Map(), joined: Number.NEGATIVE_INFINITY };
    this.#known.delete(key);
    this.#known.set(key, parts);
    this.#heard.add(key);
    const [longestUnheard] = this.#known.keys();
    if (this.#known.size > MOST_HISTOGRAMS && longestUnheard !== undefined) this.#known.delete(longestUnheard);
    return parts;
  }
}

/** Which pieces there are is only known once a later time has begun to come. */
const isWhole = ({ pieces, joined }: Parts, values: ReadonlyMap<string, number>, newer: number): boolean =>
  (Number.isFinite(joined) || newer > 0) && [...pieces].every((piece) => values.has(piece));

/** A bound as the same text for the same number: `0.10` and `0.1`. */
function boundOf(le: string | undefined): string | null {
  const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le || Number.NaN);
  return Number.isNaN(bound) ? null : String(bound);
}

/** Null where nothing says how many there were, or where buckets count downwards, as while they are written. */
function histogramOf(values: ReadonlyMap<string, number>): Histogram | null {
  const count = values.get(INFINITY) ?? values.get('count');
  if (count === undefined) return null;
  const upTo = [...values]
    .filter(([piece]) => piece !== 'sum' && piece !== 'count' && piece !== INFINITY)
    .map(([bound, total]): [number, number] => [Number(bound), total])
    .sort(([a], [b]) => a - b);
  const totals = [...upTo.map(([, total]) => total), count];
  const counts = totals.map((total, index) => total - (totals[index - 1] ?? 0));
  if (counts.some((each) => each < 0)) return null;
  return {
    kind: 'histogram',
    count,
    sum: values.get('sum') ?? null,
    min: null,
    max: null,
    bounds: upTo.map(([bound]) => bound),
    counts,
  };
}
