import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Change, ChangeKind } from './question.ts';
import { noisyOr, succession } from './strength.ts';
import { LEAST, type TargetOnset, timeFactor } from './time-factor.ts';

/**
 * How likely it is that changes of each kind upstream began a degradation, before anything is measured and whatever their number:
 * priors by judgement, not estimates. Row counts and null shares are symptoms as often as causes.
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

/** How likely each of some changes began the degradation, 0..1. */
export type ChanceOf = (change: Change) => number;

/** What is known of the age of what an asset writes: how many metrics tell it, and since when it is too old by those that say so. */
export interface Written {
  measured: number;
  late: readonly TargetOnset[];
}

/** What is known of all changes alike: on how many assets they were in time, and how telling the best of each asset is. */
interface Alike {
  assets: number;
  telling: number;
}

/**
 * The chance of each change of the closure by Bayes' rule: (π/n)·L / (1 − π + (π/n)·ΣL). π is the prior of its kind, which the n
 * assets share on which such a change was in time: of ten code versions one is as likely as the other to have done it, and
 * together they are no likelier than one. L is how telling its time is, ΣL that of the best change of each of the n.
 */
export function chancesOf(
  changes: readonly Change[],
  onset: TargetOnset,
  writtenBy: (asset: AssetId) => Written,
): ChanceOf {
  const tellings = new Map(changes.map((change) => [change, tellingOf(change, onset, writtenBy)]));
  const telling = (change: Change) => tellings.get(change) ?? tellingOf(change, onset, writtenBy);
  const alike = new Map([...Map.groupBy(changes, textOf)].map(([text, some]) => [text, alikeOf(some, onset, telling)]));
  return (change) => {
    const all = alike.get(textOf(change)) ?? alikeOf([change], onset, telling);
    const prior = priorOf(change);
    const share = prior / Math.max(1, all.assets);
    return (share * telling(change)) / (1 - prior + share * all.telling);
  };
}

const textOf = ({ kind, additive }: Change): string => (additive ? `${kind} additive` : kind);

function alikeOf(changes: readonly Change[], onset: TargetOnset, tellingOf: (change: Change) => number): Alike {
  const inTime = new Map<AssetId, number>();
  const telling = new Map<AssetId, number>();
  for (const change of changes) {
    const { asset, time } = change;
    inTime.set(asset, Math.max(inTime.get(asset) ?? 0, timeFactor(time, onset)));
    telling.set(asset, Math.max(telling.get(asset) ?? 0, tellingOf(change)));
  }
  const sum = (of: Map<AssetId, number>) => [...of.values()].reduce((all, each) => all + each, 0);
  return { assets: sum(inTime), telling: sum(telling) };
}

/**
 * How telling a change is. A failed run does harm by what it did not write: it is held against the age of that, where it is measured,
 * by since when it is late instead of since when the target is degraded, and by how much of it is late at all, by Laplace's rule of
 * succession. What was written in time all the same another run made good: then it is as unlikely as can be.
 */
function tellingOf(change: Change, onset: TargetOnset, writtenBy: (asset: AssetId) => Written): number {
  if (change.kind !== 'RUN_FAILED') return tellingSince(change, onset);
  const { measured, late } = writtenBy(change.asset);
  if (measured === 0) return tellingSince(change, onset);
  if (late.length === 0) return LEAST * tellingSince(change, onset);
  const since = timeFactor(change.time, onset) * Math.max(...late.map((each) => tellingSince(change, each)));
  return since * succession(late.length, measured);
}

/**
 * How many times likelier a change is to have happened at its time when it began the trouble than when it has nothing to do with
 * it: T / (d·ln(T/w)). What has nothing to do with it happens at any time of the look-back T. How long trouble takes to show is not
 * known, not even its order of magnitude, so that every magnitude of the lag d is as likely (1/d, Jeffreys 1939), from what can
 * be told apart, w, up to T. A change outside the look-back or after the onset tells no more than its time factor.
 */
function tellingSince({ time }: Change, onset: TargetOnset): number {
  const { from, to, step, lookback } = onset;
  const factor = timeFactor(time, onset);
  if (time > to || factor < 1) return factor;
  const least = Math.max(step, to - from);
  const longest = Math.max(lookback, least);
  const lag = Math.min(Math.max(to - time, least), longest);
  return longest / (lag * Math.max(1, Math.log(longest / least)));
}

/** Noisy-or over an asset's changes. Of one kind the likeliest counts once. */
export function changeStrength(changes: readonly Change[], chanceOf: ChanceOf): number {
  const best = new Map<ChangeKind, number>();
  for (const change of changes) best.set(change.kind, Math.max(best.get(change.kind) ?? 0, chanceOf(change)));
  return noisyOr([...best.values()]);
}

/** The change that most likely began something; of equal ones the first. Null when there is none. */
export const likeliestChange = (changes: readonly Change[], chanceOf: ChanceOf): Change | null =>
  changes.toSorted((a, b) => chanceOf(b) - chanceOf(a) || a.time - b.time)[0] ?? null;

/** What somebody did, as against what happened. */
const DEEDS: readonly ChangeKind[] = ['MODEL_DEPLOYED', 'CODE_CHANGED'];

export const isDeed = ({ kind }: Change): boolean => DEEDS.includes(kind);
