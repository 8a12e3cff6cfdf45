import type { RootCause } from './answer.ts';
import { candidatesOf, signalsOf } from './candidates.ts';
import { causeOf } from './cause.ts';
import { originOf } from './origin.ts';
import { type Change, type Closure, endOf, type MeasuredSeries, type Question } from './question.ts';
import { degradedOf, rankingOf } from './rank.ts';
import { type Gate, gateOf } from './target.ts';
import { byText, neighboursOf } from './upstream.ts';

/** What is known of the target and everything upstream of it. */
export interface Known {
  closure: Closure;
  /** Of any asset; those outside the closure are left out. */
  series: readonly MeasuredSeries[];
  changes: readonly Change[];
}

/** Ranks beyond it are of no use to anybody; the origin is decided among these. */
const MOST_RANKS = 100;

/** Ranks the upstream assets that may have begun the degradation of a metric, best first, at most `first` of them. */
export function rootCauseOf(question: Question, known: Known, first: number): RootCause {
  const { closure } = known;
  const inside = new Set(closure.assets.map(({ id }) => id));
  const series = known.series.filter(({ asset }) => inside.has(asset)).map((each) => beforeTheTrouble(each, question));
  const asked = series.find(({ asset, metric }) => asset === question.asset && metric === question.metric);
  const gate = gateOf(asked, question);
  const examined = { assets: closure.assets.length, edges: closure.edges.length, signals: series.length };
  const answer = { completeness: closure.completeness, examined };
  if (gate.outcome !== 'DEGRADED')
    return { ...answer, outcome: gate.outcome, origin: UNDETERMINED, onset: null, causes: [] };
  return { ...answer, ...causesOf(question, { ...known, series }, gate, first), onset: gate.onset.from };
}

const UNDETERMINED = { verdict: 'UNDETERMINED', confidence: 0 } as const;

function causesOf(
  question: Question,
  { closure, series, changes }: Known,
  { signal: target, onset }: Extract<Gate, { outcome: 'DEGRADED' }>,
  first: number,
): Pick<RootCause, 'outcome' | 'origin' | 'causes'> {
  const neighbours = neighboursOf(closure.edges);
  const signals = signalsOf(series, target, onset, question);
  const candidates = candidatesOf(
    closure.assets.toSorted((a, b) => a.depth - b.depth || byText(a.id, b.id)),
    signals,
    Map.groupBy(changes, ({ asset }) => asset),
    target,
    onset,
  );
  const ranked = rankingOf(candidates, neighbours, question.asset, MOST_RANKS);
  const of = new Map(candidates.map((candidate) => [candidate.asset, candidate]));
  const surroundings = { target, onset, degraded: degradedOf(candidates, question.asset).size };
  return {
    outcome: ranked.length > 0 ? 'CAUSES_FOUND' : 'NO_CAUSE_FOUND',
    origin: originOf(ranked, candidates, closure.edges),
    causes: ranked.slice(0, first).map((each) => causeOf(each, of, surroundings)),
  };
}

/** The baseline without the windows that the look-back touches: trouble is not part of what is normal. */
function beforeTheTrouble(series: MeasuredSeries, { at, lookback }: Question): MeasuredSeries {
  const { baseline } = series;
  const values = baseline.values.map((value, index) =>
    endOf(baseline, index) <= at - lookback || baseline.start + index * baseline.step >= at ? value : null,
  );
  return { ...series, baseline: { ...baseline, values } };
}
