import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';

type Measured = TelemetryPoint['measured'];

type Of<Kind extends Measured['kind']> = Extract<Measured, { kind: Kind }>;
type Exponential = Of<'exponentialHistogram'>;
type Buckets = Exponential['positive'];

/** What a cumulative measurement grew by. Null when any part of it fell, which means that it began again. */
export function minus(now: Measured, before: Measured): Measured | null {
  if (now.kind === 'sum' && before.kind === 'sum')
    return now.value < before.value ? null : { kind: 'sum', value: now.value - before.value };
  if (now.kind === 'histogram' && before.kind === 'histogram') return histogramMinus(now, before);
  if (now.kind === 'exponentialHistogram' && before.kind === 'exponentialHistogram') {
    // Scales fall as values spread; at the coarser of two the buckets of both mean the same.
    const scale = Math.min(now.scale, before.scale);
    return exponentialMinus(atScale(now, scale), atScale(before, scale));
  }
  return null;
}

/** Bounds that both have; counts of the buckets between two of them join. */
function coarsened({ bounds, counts, ...rest }: Of<'histogram'>, kept: ReadonlySet<number>): Of<'histogram'> {
  const joined: number[] = [];
  let open = 0;
  for (const [index, count] of counts.entries()) {
    open += count;
    const bound = bounds[index];
    if (bound !== undefined && !kept.has(bound)) continue;
    joined.push(open);
    open = 0;
  }
  return { ...rest, bounds: bounds.filter((bound) => kept.has(bound)), counts: joined };
}

/** Least and greatest are of all that was ever measured, so that of the difference they are unknown. */
const extentMinus = (now: Of<'histogram'> | Exponential, before: Of<'histogram'> | Exponential) => ({
  count: now.count - before.count,
  sum: now.sum === null || before.sum === null ? null : now.sum - before.sum,
  min: null,
  max: null,
});

function histogramMinus(latest: Of<'histogram'>, earlier: Of<'histogram'>): Measured | null {
  const common = new Set(latest.bounds).intersection(new Set(earlier.bounds));
  const [now, before] = [coarsened(latest, common), coarsened(earlier, common)];
  const counts = now.counts.map((count, index) => count - (before.counts[index] ?? 0));
  if (now.count < before.count || counts.some((count) => count < 0)) return null;
  return { ...now, ...extentMinus(now, before), counts };
}

function exponentialMinus(now: Exponential, before: Exponential): Measured | null {
  const positive = bucketsMinus(now.positive, before.positive);
  const negative = bucketsMinus(now.negative, before.negative);
  const zeroCount = now.zeroCount - before.zeroCount;
  if (now.count < before.count || zeroCount < 0 || !positive || !negative) return null;
  return { ...now, ...extentMinus(now, before), zeroCount, positive, negative };
}

function bucketsMinus(now: Buckets, before: Buckets): Buckets | null {
  const counts = now.counts.map((count, index) => count - (before.counts[index + now.offset - before.offset] ?? 0));
  const total = (all: number[]) => all.reduce((sum, count) => sum + count, 0);
  // Unequal when a bucket of before lies outside those of now.
  const whole = total(counts) === total(now.counts) - total(before.counts);
  return whole && counts.every((count) => count >= 0) ? { offset: now.offset, counts } : null;
}

const atScale = (from: Exponential, scale: number): Exponential => ({
  ...from,
  scale,
  positive: merged(from.positive, from.scale - scale),
  negative: merged(from.negative, from.scale - scale),
});

/** One step of scale down joins buckets 2i and 2i + 1 to bucket i (OpenTelemetry metrics data model, "scale"). */
function merged({ offset, counts }: Buckets, steps: number): Buckets {
  if (steps === 0 || counts.length === 0) return { offset, counts };
  const bucketOf = (index: number) => Math.floor((offset + index) / 2 ** steps);
  const first = bucketOf(0);
  const joined = new Array<number>(bucketOf(counts.length - 1) - first + 1).fill(0);
  for (const [index, count] of counts.entries())
    joined[bucketOf(index) - first] = (joined[bucketOf(index) - first] ?? 0) + count;
  return { offset: first, counts: joined };
}
