import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { chancesOf, changeStrength, isDeed, likeliestChange, type Written } from './change-strength.ts';
import type { Standing } from './explained-away.ts';
import { impactOn } from './impact.ts';
import type { Change, Closure, MeasuredSeries, MetricCategory } from './question.ts';
import type { Signal } from './signal.ts';
import { strengthOf } from './strength.ts';
import { DEGRADED_FROM } from './target.ts';
import { lateFactor, type Onset, type TargetOnset, timeFactor } from './time-factor.ts';
import { byText } from './upstream.ts';

/** All that is known of one asset of the closure. */
export interface Candidate extends Standing {
  asset: AssetId;
  depth: number;
  /** Its strongest; null when nothing is measured. */
  signal: Signal | null;
  /** In order of time. */
  changes: readonly Change[];
  /** Of them the one that most likely began something; null when there is none. */
  likeliest: Change | null;
  /** 0..1, as `change`: from those alone that somebody made, such as a deployment, and from those that happened. */
  deed: number;
  mishap: number;
  /** When the first of its metrics broke; null when none did. */
  broke: Onset | null;
  /** 0..1, as `change`: how likely its changes began what broke then. What was done later began it less. */
  changeBy(broke: Onset): number;
  /** 0..1: whether its anomaly moves with the target's; null where that is not known. */
  coMovement: number | null;
  /** 0..1: how much of the target's excess it can explain; null where that is not known. */
  impact: number | null;
}

/** An anomaly in the target's own category counts in full, another one by this much. */
const OTHER_CATEGORY = 0.5;

/** The signal that stands for an asset: its strongest, those of the target's category preferred. */
export function strongest(signals: readonly Signal[], category: MetricCategory): Signal | null {
  const weight = (signal: Signal) => signal.anomaly * (signal.category === category ? 1 : OTHER_CATEGORY);
  return signals.toSorted((a, b) => weight(b) - weight(a) || byText(a.metric, b.metric))[0] ?? null;
}

const isDegraded = ({ anomaly }: Signal): boolean => anomaly >= DEGRADED_FROM;

/** An asset is in trouble since the first of its metrics is: another may tell later, as accuracy does once labels come. */
const timeOf = (signals: readonly Signal[], onsets: readonly Onset[], onset: TargetOnset): number =>
  Math.max(
    ...(onsets.length < signals.length ? [1] : []),
    ...onsets.map(({ from, to, step }) => timeFactor(from, onset, step, to - step)),
  );

/** When each of some metrics broke, of those that did. */
const onsetsOf = (signals: readonly Signal[]): Onset[] =>
  signals.flatMap((each) => {
    const { onset: from, step } = each;
    return from === null ? [] : [{ from, to: degradedFrom(each, from) + step, step }];
  });

const firstOf = (onsets: readonly Onset[]): Onset | null =>
  onsets.reduce<Onset | null>((first, each) => (first && first.to <= each.to ? first : each), null);

/** Start of the first window since an onset that is degraded by itself; the onset where none is. */
function degradedFrom({ badness: { start, step, values } }: Signal, onset: Instant): Instant {
  for (let index = Math.round((onset - start) / step); index < values.length; index += 1)
    if ((values[index] as number) >= DEGRADED_FROM) return start + index * step;
  return onset;
}

/** What the signals of what an asset feeds directly tell of its age. */
function writtenOf(signals: readonly Signal[], { lookback }: TargetOnset): Written {
  const ages = signals.filter(({ category }) => category === 'FRESHNESS');
  return { measured: ages.length, late: onsetsOf(ages.filter(isDegraded)).map((each) => ({ ...each, lookback })) };
}

/** What is known of the closure. */
export interface Seen {
  assets: Closure['assets'];
  childrenOf(asset: AssetId): readonly AssetId[];
  signals: ReadonlyMap<AssetId, readonly Signal[]>;
  changes: ReadonlyMap<AssetId, readonly Change[]>;
  series: readonly MeasuredSeries[];
  /** How a signal moves with the target's, 0..1; null where that is not known. */
  movementOf(signal: Signal): number | null;
}

/** One candidate for each asset of the closure, in its order. */
export function candidatesOf(
  { assets, childrenOf, signals: all, changes, series, movementOf }: Seen,
  target: Signal,
  onset: TargetOnset,
  at: Instant,
): Candidate[] {
  const signals = new Map(
    [...all].flatMap(([asset, each]) => {
      const signal = strongest(each, target.category);
      return signal ? [[asset, signal] as const] : [];
    }),
  );
  const greatest = Math.max(0, ...[...signals.values()].map(({ anomaly }) => anomaly));
  const chanceOf = chancesOf(
    assets.flatMap(({ id }) => changes.get(id) ?? []),
    onset,
    (asset) =>
      writtenOf(
        childrenOf(asset).flatMap((child) => all.get(child) ?? []),
        onset,
      ),
  );
  const impact = impactOn(target, series, signals, ({ anomaly }) => strengthOf(anomaly, greatest), onset, at);
  return assets.map(({ id, depth }) => {
    const signal = signals.get(id) ?? null;
    const own = (changes.get(id) ?? []).toSorted((a, b) => a.time - b.time || byText(a.kind, b.kind));
    const anomaly = signal?.anomaly ?? 0;
    const telling = signal ? [signal, ...(all.get(id) ?? []).filter(isDegraded)] : [];
    const onsets = onsetsOf(telling);
    return {
      asset: id,
      depth,
      signal,
      changes: own,
      likeliest: likeliestChange(own, chanceOf),
      anomaly,
      strength: strengthOf(anomaly, greatest),
      change: changeStrength(own, chanceOf),
      deed: changeStrength(own.filter(isDeed), chanceOf),
      mishap: changeStrength(
        own.filter((each) => !isDeed(each)),
        chanceOf,
      ),
      time: signal ? timeOf(telling, onsets, onset) : 1,
      broke: firstOf(onsets),
      changeBy: (broke) => changeStrength(own, (each) => chanceOf(each) * lateFactor(each.time, broke)),
      impact: signal && id !== target.asset ? impact(signal) : null,
      coMovement: id === target.asset ? 1 : signal ? movementOf(signal) : null,
    };
  });
}
