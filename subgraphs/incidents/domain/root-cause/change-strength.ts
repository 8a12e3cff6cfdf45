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

/** Of a schema that was only added to: who reads every column there is may stumble over it. */
const ADDITIVE_PRIOR = 0.1;

const priorOf = ({ kind, additive }: Change): number => (additive ? ADDITIVE_PRIOR : CHANGE_PRIORS[kind]);

/** Noisy-or over an asset's changes, each with its prior times its time factor. Of one kind the likeliest counts once. */
export function changeStrength(changes: readonly Change[], onset: TargetOnset): number {
  const best = new Map<ChangeKind, number>();
  for (const change of changes) best.set(change.kind, Math.max(best.get(change.kind) ?? 0, chanceOf(change, onset)));
  return noisyOr([...best.values()]);
}

/** The change that most likely began something; of equal ones the first. Null when there is none. */
export function likeliestChange(changes: readonly Change[], onset: TargetOnset): Change | null {
  return changes.toSorted((a, b) => chanceOf(b, onset) - chanceOf(a, onset) || a.time - b.time)[0] ?? null;
}

const chanceOf = (change: Change, onset: TargetOnset): number => priorOf(change) * timeFactor(change.time, onset);

/** What somebody did, as against what happened. */
const DEEDS: readonly ChangeKind[] = ['MODEL_DEPLOYED', 'CODE_CHANGED'];

export const isDeed = ({ kind }: Change): boolean => DEEDS.includes(kind);
