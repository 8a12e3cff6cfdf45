import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Milliseconds } from '../../../../vocabulary/duration.ts';
import { alternativesOf } from './alternative.ts';
import type { Degradation, RootCause } from './answer.ts';
import { candidatesOf, strongest } from './candidates.ts';
import { causeOf } from './cause.ts';
import { coMovement } from './co-movement.ts';
import { residualOf } from './conditional-residual.ts';
import { isImportance } from './impact.ts';
import { originOf } from './origin.ts';
import {
  type Change,
  type Closure,
  type Completeness,
  endOf,
  type Grid,
  type MeasuredSeries,
  type Question,
} from './question.ts';
import { type Field, fieldOf, rankingOf } from './rank.ts';
import { reasonOf } from './reason.ts';
import { type Signal, signalOf } from './signal.ts';
import { AS_FAR_AS_LOOKED, type Surroundings } from './summary.ts';
import { type Gate, gateOf } from './target.ts';
import { byText, neighboursOf } from './upstream.ts';
import { lengthText } from './words.ts';

/** What is known of everything upstream of the target but for its measurements. */
export interface Upstream {
  closure: Closure;
  changes: readonly Change[];
  /** What was not read in time; nothing when left out. */
  unread?: Unread;
}

/** What is known of the target and everything upstream of it. */
export interface Known extends Upstream {
  /** Of any asset; those outside the closure are left out. */
  series: readonly MeasuredSeries[];
}

/** Assets whose measurements were not read, the farthest of how many, and how long was waited. They count as not measured. */
export interface Unread {
  assets: number;
  of: number;
  patience: Milliseconds;
}

/** How far upstream is searched. */
const SEARCH_BOUNDS = { depth: 12, assets: 5000, seconds: 2 } as const;

/** Ranks beyond it are of no use to anybody; the origin is decided among these. */
const MOST_RANKS = 100;

/** Ranks the upstream assets that may have begun the degradation of a metric, best first, at most `first` of them. */
export const rootCauseOf = (question: Question, known: Known, first: number): RootCause =>
  inquire(question, known.series).search(known).answer(first);

/** A search for causes up to where it takes baselines window by window, which few metrics need. */
export interface Search {
  /** The metrics whose baselines it takes so, of those whose windows were left out. */
  wanted: readonly SeriesKey[];
  /** @param windows of the baselines that are wanted; those of which nothing is told count as not known. */
  answer(first: number, windows?: readonly BaselineWindows[]): RootCause;
}

export type SeriesKey = Pick<MeasuredSeries, 'metric' | 'asset'>;
export type BaselineWindows = Pick<MeasuredSeries, 'metric' | 'asset' | 'baseline'>;

/** A search whose measurements come in one after another: each is looked at when it comes. */
export interface Inquiry {
  /** Measurements of any asset; those outside the closure are left out. */
  take(series: readonly MeasuredSeries[]): void;
  /** The search among what was taken. */
  search(upstream: Upstream): Search;
}

/** @param own what is measured of the target's asset. */
export function inquire(question: Question, own: readonly MeasuredSeries[]): Inquiry {
  const asked = own.find(({ asset, metric }) => asset === question.asset && metric === question.metric);
  const target = asked && beforeTheTrouble(asked, question);
  const gate = gateOf(target, question);
  const taken: Measured[] = [];
  const movementOf = gate.outcome === 'DEGRADED' ? movementsWith(gate.signal) : () => null;
  const take = (series: readonly MeasuredSeries[]) => {
    const some = series.map((each) => measuredOf(beforeTheTrouble(each, question), gate, question));
    for (const each of some) taken.push(each);
    if (gate.outcome !== 'DEGRADED') return;
    for (const signals of signalsOf(some).values()) {
      const signal = strongest(signals, gate.signal.category);
      // The search asks for it again, when all is read and somebody waits.
      if (signal) movementOf(signal);
    }
  };
  take(own);
  return { take, search: (upstream) => searchAmong(question, upstream, target, gate, taken, movementOf) };
}

/** How a signal moves with the target's; worked out once. */
type Movements = (signal: Signal) => number | null;

function movementsWith(target: Signal): Movements {
  const known = new Map<Signal, number | null>();
  return (signal) => {
    const before = known.get(signal);
    if (before !== undefined) return before;
    const movement = coMovement(signal.badness, target.badness);
    known.set(signal, movement);
    return movement;
  };
}

const signalsOf = (measured: readonly Measured[]): Map<AssetId, Signal[]> =>
  Map.groupBy(
    measured.flatMap(({ signal }) => signal ?? []),
    ({ asset }) => asset,
  );

/** A series, and how far it is from normal. */
interface Measured {
  series: MeasuredSeries;
  signal: Signal | null;
}

function measuredOf(series: MeasuredSeries, gate: Gate, { at }: Question): Measured {
  if (gate.outcome !== 'DEGRADED' || isImportance(series)) return { series, signal: null };
  const { from, to, lookback } = gate.onset;
  return { series, signal: signalOf(series, { earliest: from - lookback, onset: to, at }) };
}

function searchAmong(
  question: Question,
  upstream: Upstream,
  target: MeasuredSeries | undefined,
  gate: Gate,
  taken: readonly Measured[],
  movementOf: Movements,
): Search {
  const { closure } = upstream;
  const inside = new Set(closure.assets.map(({ id }) => id));
  const measured = taken.filter(({ series }) => inside.has(series.asset));
  const examined = { assets: closure.assets.length, edges: closure.edges.length, signals: measured.length };
  const unread = unreadText(upstream.unread);
  const completeness = unread ? 'TIMED_OUT' : closure.completeness;
  const answer = { completeness, cutOff: [cutOffOf(closure), unread].filter(Boolean).join(' ') || null, examined };
  if (gate.outcome !== 'DEGRADED') {
    const none = { origin: UNDETERMINED, onset: null, causes: [], alternatives: [], degradation: null };
    return { wanted: [], answer: () => ({ ...answer, ...gate, ...none }) };
  }
  const { wanted, causes } = causesIn(question, upstream, measured, gate, completeness, movementOf);
  const degradation = target ? degradationOf(question, target, gate) : null;
  return {
    wanted,
    answer(first, windows = []) {
      const unknown = unknownText(wanted.length - windows.length);
      return {
        ...answer,
        completeness: unknown ? 'TIMED_OUT' : answer.completeness,
        cutOff: [answer.cutOff, unknown].filter(Boolean).join(' ') || null,
        ...causes(first, windows),
        onset: gate.onset.from,
        degradation,
      };
    },
  };
}

const UNDETERMINED = { verdict: 'UNDETERMINED', confidence: 0 } as const;

type Degraded = Extract<Gate, { outcome: 'DEGRADED' }>;

type Causes = Pick<RootCause, 'outcome' | 'reason' | 'origin' | 'causes' | 'alternatives'>;

function causesIn(
  question: Question,
  { closure, changes }: Upstream,
  measured: readonly Measured[],
  { signal: target, onset }: Degraded,
  completeness: Completeness,
  movementOf: Movements,
): { wanted: SeriesKey[]; causes(first: number, windows: readonly BaselineWindows[]): Causes } {
  const neighbours = neighboursOf(closure.edges);
  const signals = signalsOf(measured).set(target.asset, [target]);
  const seen = {
    assets: closure.assets.toSorted((a, b) => a.depth - b.depth || byText(a.id, b.id)),
    childrenOf: neighbours.children,
    signals,
    changes: Map.groupBy(changes, ({ asset }) => asset),
    series: measured.map(({ series }) => series),
    movementOf,
  };
  const candidates = candidatesOf(seen, target, onset, question.at);
  const field = fieldOf(candidates, neighbours, question.asset);
  const of = new Map(candidates.map((candidate) => [candidate.asset, candidate]));
  const surroundings: Surroundings = {
    target,
    onset,
    degraded: field.degraded.size,
    isFed: (asset) => neighbours.parents(asset).length > 0,
    proviso: completeness === 'COMPLETE' ? '' : AS_FAR_AS_LOOKED,
  };
  return {
    wanted: wantedOf(field),
    causes(first, windows) {
      const late = new Map(windows.map((each) => [textOf(each), beforeTheTrouble(each, question).baseline]));
      const baselineOf = (signal: Signal) => late.get(textOf(signal)) ?? signal.baseline;
      const ranking = rankingOf(field, MOST_RANKS, (comparison) => residualOf(comparison, question.at, baselineOf));
      const { ranked } = ranking;
      return {
        reason: reasonOf(ranking, candidates, surroundings),
        outcome: ranked.length > 0 ? 'CAUSES_FOUND' : 'NO_CAUSE_FOUND',
        origin: originOf(ranked, candidates, closure.edges, target.category),
        causes: ranked.slice(0, first).map((each) => causeOf(each, of, surroundings)),
        alternatives: alternativesOf(ranking, of, surroundings),
      };
    },
  };
}

/** The metrics that are compared and whose baselines were left out. */
function wantedOf({ considered }: Field): SeriesKey[] {
  const compared = considered.flatMap(({ comparison }) => (comparison ? [comparison.own, ...comparison.inputs] : []));
  return [...new Set(compared)]
    .filter(({ baseline }) => baseline.values.length === 0)
    .map(({ metric, asset }) => ({ metric, asset }));
}

const textOf = ({ metric, asset }: SeriesKey): string => `${metric} ${asset}`;

function degradationOf(
  { metric, asset, at, lookback }: Question,
  { baseline }: MeasuredSeries,
  { signal, onset }: Degraded,
): Degradation {
  const normal = { from: baseline.start, to: Math.min(baseline.start + lengthOf(baseline), at - lookback) };
  return { metric, asset, normal, now: { from: onset.from, to: at }, anomaly: signal.anomaly };
}

/** Which bound of the search was hit. */
function cutOffOf({ completeness, assets }: Closure): string | null {
  if (completeness === 'COMPLETE') return null;
  if (completeness === 'TIMED_OUT')
    return `The search ended after ${SEARCH_BOUNDS.seconds} seconds; there may be more upstream.`;
  return assets.length >= SEARCH_BOUNDS.assets
    ? `More than ${SEARCH_BOUNDS.assets} assets lie upstream; the nearest ${assets.length} were looked at.`
    : `More lies upstream than ${SEARCH_BOUNDS.depth} steps away, and was not looked at.`;
}

/** What of the upstream was not read in time; null when all was. */
function unreadText(unread: Unread | undefined): string | null {
  if (!unread || unread.assets === 0) return null;
  const { assets, of, patience } = unread;
  const which = `Measurements of ${assets} of ${of} assets upstream, the farthest`;
  return `${which}, were not read within ${lengthText(patience)} and count as not measured.`;
}

/** How many of the wanted baselines are not known; null when all are. */
function unknownText(metrics: number): string | null {
  if (metrics <= 0) return null;
  const whose = metrics === 1 ? 'The baseline of 1 metric was' : `The baselines of ${metrics} metrics were`;
  return `${whose} not read in time: how far its inputs explain ${metrics === 1 ? 'it' : 'each'} is estimated.`;
}

/** The baseline without the windows that the look-back touches: trouble is not part of what is normal. */
function beforeTheTrouble<Series extends BaselineWindows>(series: Series, { at, lookback }: Question): Series {
  const { baseline } = series;
  if (baseline.start + lengthOf(baseline) <= at - lookback) return series;
  const values = baseline.values.map((value, index) =>
    endOf(baseline, index) <= at - lookback || baseline.start + index * baseline.step >= at ? value : Number.NaN,
  );
  return { ...series, baseline: { start: baseline.start, step: baseline.step, values } };
}

const lengthOf = (grid: Grid): Milliseconds => grid.step * grid.values.length;
