import { createHash } from 'node:crypto';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from './definition.ts';
import { firstStanding } from './judge.ts';
import type { Judgement, Standing } from './judgement.ts';
import type { MeasuredWindow } from './window.ts';

/** Windows between two checkpoints. */
const CHECKPOINT_WINDOWS = 32;
const CHECKPOINTS = 2;

const hashes = new WeakMap<MetricDefinition, string>();

/** Hash of what decides a verdict: with another, what was judged is judged anew. */
export function judgedBy(definition: MetricDefinition): string {
  const known = hashes.get(definition);
  if (known) return known;
  const { direction, minimumSamples, thresholds } = definition;
  const decisive = JSON.stringify([meaningOf(definition), direction, minimumSamples, thresholds]);
  const hash = createHash('sha256').update(decisive).digest('base64url');
  hashes.set(definition, hash);
  return hash;
}

/** An expression means what its inputs mean. */
const meaningOf = ({ fingerprint, inputs }: MetricDefinition): string =>
  inputs ? [fingerprint, ...Object.values(inputs).map(meaningOf)].join(' ') : fingerprint;

/** The newest standing that still holds when the windows from `reopened` on are judged anew; null when none does. */
export function standingBefore(
  definition: MetricDefinition,
  judgement: Judgement | null,
  reopened: Instant | null,
): Standing | null {
  if (!judgement || judgement.definition !== judgedBy(definition)) return null;
  const standings = [judgement.standing, ...judgement.checkpoints];
  const found = standings.find(({ judgedUntil }) => reopened === null || judgedUntil <= reopened);
  return found ? judgedOnBy(definition, found) : null;
}

/** A standing as it is kept has copies of the thresholds; burn rates are found by the thresholds themselves. */
const judgedOnBy = ({ thresholds }: MetricDefinition, standing: Standing): Standing => ({
  ...standing,
  thresholds: standing.thresholds.map((one, index) => ({ ...one, threshold: thresholds[index] ?? one.threshold })),
});

/** Where to begin when no standing holds: before the first window that has data, or where judging left off. */
export const beginning = (
  definition: MetricDefinition,
  windows: readonly MeasuredWindow[],
  fallback: Instant,
): Standing => firstStanding(definition, windows[0]?.start ?? fallback);

/** Standings kept for late data: the last one goes among them once it is far enough from the newest. */
export function checkpointsAfter(judgement: Judgement | null, resumed: Standing, windowLength: number): Standing[] {
  const before = (judgement?.checkpoints ?? []).filter(({ judgedUntil }) => judgedUntil <= resumed.judgedUntil);
  const newest = before[0]?.judgedUntil ?? Number.NEGATIVE_INFINITY;
  const isFarEnough = resumed.judgedUntil - newest >= CHECKPOINT_WINDOWS * windowLength;
  return (isFarEnough ? [resumed, ...before] : before).slice(0, CHECKPOINTS);
}
