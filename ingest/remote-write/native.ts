import type { TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import { doubleOf, type NativeHistogram, type Span } from './messages.ts';

type Exponential = Extract<TelemetryPoint['measured'], { kind: 'exponentialHistogram' }>;

/** Schemas of exponential buckets; others have bounds of their own, which version 1 cannot tell. */
const [LEAST_SCHEMA, GREATEST_SCHEMA] = [-4, 8];
/** Buckets between the first and the last that has any; more is a fault of its producer. */
const MOST_BUCKETS = 20_000;
const GAUGE = 3;

/** A native histogram as OTLP has it, or why it cannot be. Schema and scale are the same number. */
export function exponentialOf(sent: NativeHistogram): Exponential | string {
  const { schema, resetHint } = sent;
  if (resetHint === GAUGE) return 'a gauge histogram is a level, and levels do not add up';
  if (schema < LEAST_SCHEMA || schema > GREATEST_SCHEMA)
    return `a native histogram has schema ${schema}; expected ${LEAST_SCHEMA} to ${GREATEST_SCHEMA}`;
  const positive = bucketsOf(sent.positiveSpans, sent.positiveDeltas, sent.positiveCounts);
  const negative = bucketsOf(sent.negativeSpans, sent.negativeDeltas, sent.negativeCounts);
  if (typeof positive === 'string') return positive;
  if (typeof negative === 'string') return negative;
  const sum = doubleOf(sent.sumBits);
  return {
    kind: 'exponentialHistogram',
    count: oneOf(sent, 'countFloat', 'countInt'),
    sum: Number.isFinite(sum) ? sum : null,
    min: null,
    max: null,
    scale: schema,
    zeroCount: oneOf(sent, 'zeroCountFloat', 'zeroCountInt'),
    positive,
    negative,
  };
}

/** A count that is told whole or not; what is not told has a default all the same, though not of its own. */
const oneOf = (
  sent: NativeHistogram,
  float: 'countFloat' | 'zeroCountFloat',
  whole: 'countInt' | 'zeroCountInt',
): number => Number(Object.hasOwn(sent, float) ? sent[float] : sent[whole]);

/**
 * Buckets in a row from spans of filled ones. Counts come as differences from the bucket before when they are whole, as
 * they are when they are not. Bucket i ends at base^i here and begins there in OTLP.
 */
function bucketsOf(spans: Span[], deltas: readonly unknown[], counts: number[]): Exponential['positive'] | string {
  const wholes = deltas.length > 0 ? sums(deltas.map(Number)) : counts;
  const offset = (spans[0]?.offset ?? 0) - 1;
  const length = spans.reduce((total, span, index) => total + span.length + (index > 0 ? span.offset : 0), 0);
  if (length > MOST_BUCKETS || spans.some((span, index) => index > 0 && span.offset < 0))
    return `the buckets of a native histogram span ${length}; at most ${MOST_BUCKETS} are read`;
  if (spans.reduce((total, span) => total + span.length, 0) !== wholes.length)
    return `the spans of a native histogram do not hold its ${wholes.length} buckets`;
  const row: number[] = [];
  let next = 0;
  for (const [index, span] of spans.entries()) {
    if (index > 0) for (let gap = 0; gap < span.offset; gap++) row.push(0);
    for (let filled = 0; filled < span.length; filled++) row.push(wholes[next++] ?? 0);
  }
  return row.some((count) => count < 0) ? 'a bucket of a native histogram has less than none' : { offset, counts: row };
}

function sums(deltas: number[]): number[] {
  let sum = 0;
  return deltas.map((delta) => {
    sum += delta;
    return sum;
  });
}
