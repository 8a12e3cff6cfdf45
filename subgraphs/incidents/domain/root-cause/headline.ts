import type { Candidate } from './candidates.ts';
import { likeliestChange } from './change-strength.ts';
import type { ChangeKind } from './question.ts';
import type { TargetOnset } from './time-factor.ts';
import { troubleOf } from './trouble.ts';
import { nameOf } from './words.ts';

const CHANGED: Record<ChangeKind, (name: string) => string> = {
  RUN_FAILED: (name) => `${name} failed`,
  ASSERTION_FAILED: (name) => `a check on ${name} failed`,
  SCHEMA_CHANGED: (name) => `the schema of ${name} changed`,
  MODEL_DEPLOYED: (name) => `${name} got a new model version`,
  CODE_CHANGED: (name) => `the code of ${name} changed`,
  ROW_COUNT_CHANGED: (name) => `the row count of ${name} changed`,
  NULL_SHARE_CHANGED: (name) => `missing values in ${name} changed`,
};

/** Why, in a few words: the likeliest of its changes when they outweigh the anomaly, else the anomaly. */
export function headlineOf({ asset, signal, changes, strength, change }: Candidate, onset: TargetOnset): string {
  const name = nameOf(asset);
  const likeliest = likeliestChange(changes, onset);
  if (likeliest && (change > strength || !signal)) return CHANGED[likeliest.kind](name);
  return signal ? troubleOf(signal.category, name, signal.direction) : `${name} is not normal`;
}
