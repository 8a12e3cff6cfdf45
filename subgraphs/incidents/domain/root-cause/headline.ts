import type { ChangeKind } from './question.ts';
import type { Scored } from './rank.ts';
import { isAbnormal, type Surroundings } from './summary.ts';
import { troubleOf } from './trouble.ts';
import { nameOf } from './words.ts';

const CHANGED: Record<ChangeKind, (name: string) => string> = {
  RUN_FAILED: (name) => `${name} failed`,
  DATASET_DROPPED: (name) => `${name} was dropped`,
  DATASET_RENAMED: (name) => `${name} was renamed away`,
  DATASET_TRUNCATED: (name) => `${name} was emptied`,
  ASSERTION_FAILED: (name) => `a check on ${name} failed`,
  SCHEMA_CHANGED: (name) => `the schema of ${name} changed`,
  MODEL_DEPLOYED: (name) => `${name} got a new model version`,
  CODE_CHANGED: (name) => `the code of ${name} changed`,
  ROW_COUNT_CHANGED: (name) => `the row count of ${name} changed`,
  NULL_SHARE_CHANGED: (name) => `missing values in ${name} changed`,
};

/**
 * Why, in a few words: the likeliest of its changes when they outweigh the anomaly, else the anomaly. The anomaly of the
 * target is no reason for itself: there its change is, or that its inputs are normal or explain too little.
 */
export function headlineOf({ candidate, parents }: Scored, { target, proviso }: Surroundings): string {
  const { asset, signal, likeliest, strength, change } = candidate;
  const name = nameOf(asset);
  if (likeliest && (change > strength || !signal || asset === target.asset)) return CHANGED[likeliest.kind](name);
  if (asset === target.asset || !signal)
    return parents.some(isAbnormal) ? 'what feeds it explains too little' : `what feeds it is normal${proviso}`;
  return troubleOf(signal.category, name, signal.direction);
}
