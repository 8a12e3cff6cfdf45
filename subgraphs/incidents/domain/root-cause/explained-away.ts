import type { Residual } from './conditional-residual.ts';

/** What an asset shows: how clearly it is abnormal, and whether that began in time to matter. */
export interface Standing {
  /** Robust z; 0 where nothing is measured. */
  anomaly: number;
  /** 0..1, from the anomaly alone. */
  strength: number;
  /** 0..1, from changes alone, their time included. */
  change: number;
  /** Time factor of the anomaly. */
  time: number;
}

/** A parent, and whether its anomaly moves with that of the asset it feeds, 0..1. */
export type Parent = Standing & { movesWith: number };

/**
 * What of an anomaly its parents leave unexplained, 0..1: what is abnormal because its input is abnormal is not the first
 * cause. As far as the parents predicted the asset in the baseline, it is the share of the excess that they do not predict
 * now; for the rest 1 − s(p)·m(p)·min(1, s(p)/s(c)) of the parent that explains most, m being how it moves with the asset.
 * Strengths are compared, for deviations of two metrics are not of one size. A parent's change explains as well as its prior
 * says; a parent that became abnormal at another time explains little.
 */
export function unexplainedBy(parents: readonly Parent[], own: Standing, residual: Residual | null): number {
  const most = (explains: (parent: Parent) => number) => Math.max(0, ...parents.map(explains));
  const byRatio = 1 - most((parent) => likelihood(parent) * parent.movesWith * shareOf(parent, own));
  const byAnomaly = residual
    ? residual.skill * (1 - (1 - residual.share) * most(likelihood)) + (1 - residual.skill) * byRatio
    : byRatio;
  const byChange = 1 - most(({ change }) => change);
  return Math.min(byAnomaly, byChange);
}

/** What of a deployment is its own doing, 0..1, where what its version was trained on may be to blame. */
export const unexplainedDeed = (trainedOn: readonly Standing[]): number =>
  1 - Math.max(0, ...trainedOn.map((each) => Math.max(likelihood(each), each.change)));

/** How much one parent explains, its movement left out. */
export const explanationBy = (parent: Standing, own: Standing): number =>
  Math.max(likelihood(parent) * shareOf(parent, own), parent.change);

/** How likely the parent is abnormal at all, and was when it mattered. */
const likelihood = ({ strength, time }: Standing): number => strength * time;

const shareOf = ({ strength }: Standing, own: Standing): number =>
  own.strength > 0 ? Math.min(1, strength / own.strength) : 1;
