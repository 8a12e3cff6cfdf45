import type { Change, ChangeKind } from './question.ts';
import { noisyOr } from './strength.ts';
import { type TargetOnset, timeFactor } from './time-factor.ts';

/**
 * How likely a change of each kind is to begin a degradation, before anything is measured: priors by judgement, not
 * estimates. Row counts and null shares are symptoms as often as causes.
 */
const CHANGE_PRIORS: Record<ChangeKind, number> = {
  RUN_FAILED: 0.9,
  DATASET_DROPPED: 0.9,
  DATASET_RENAMED: 0.7,
  DATASET_TRUNCATED: 0.7,
  ASSERTION_FAILED: 0.7,
  SCHEMA_CHANGED: 0.7,
  MODEL_DEPLOYED: 0.6,
  CODE_CHANGED: 0.4,
  ROW_COUNT_CHANGED: 0.4,
  NULL_SHARE_CHANGED: 0.4,
};

/** Noisy-or over an asset's changes, each with its prior times its time factor. Of one kind the likeliest counts once. */
export function changeStrength(changes: readonly Change[], onset: TargetOnset): number {
  const best = new Map<ChangeKind, number>();
  for (const { kind, time } of changes)
    best.set(kind, Math.max(best.get(kind) ?? 0, CHANGE_PRIORS[kind] * timeFactor(time, onset)));
  return noisyOr([...best.values()]);
}

/** The change that most likely began something; of equal ones the first. Null when there is none. */
export function likeliestChange(changes: readonly Change[], onset: TargetOnset): Change | null {
  const chance = ({ kind, time }: Change) => CHANGE_PRIORS[kind] * timeFactor(time, onset);
  return changes.toSorted((a, b) => chance(b) - chance(a) || a.time - b.time)[0] ?? null;
}

/** What somebody did, as against what happened. */
const DEEDS: readonly ChangeKind[] = ['MODEL_DEPLOYED', 'CODE_CHANGED'];

export const isDeed = ({ kind }: Change): boolean => DEEDS.includes(kind);
