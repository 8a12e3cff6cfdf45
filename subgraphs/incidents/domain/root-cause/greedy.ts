import TinyQueue from 'tinyqueue';
import type { TypedFastBitSet } from 'typedfastbitset';
import type { Scored } from './rank.ts';
import { SCORE_FLOOR, withCoverage } from './score.ts';
import { byText } from './upstream.ts';

export type Ranked = Scored & { rank: number };

export interface Ranking {
  /** Best first. */
  ranked: Ranked[];
  /** Those that were considered and got no rank, best first. */
  others: Scored[];
}

/** A candidate, and as it counted when so many had a rank. */
interface Waiting {
  alone: Scored;
  now: Scored;
  ranked: number;
}

/** Scores nearer than this differ by rounding alone. */
const SAME = 1e-9;

/**
 * Takes the best, leaves of what it covers as much as it is unlikely to have begun, and again, at most `first`. What is left for
 * a candidate to cover only shrinks, so that its last score is a bound and only the leading ones are counted anew (Minoux
 * 1978). `weights`: of what is degraded, by its place.
 */
export function greedily(scored: readonly Scored[], weights: readonly number[], first: number): Ranking {
  const ranked: Ranked[] = [];
  const uncovered = [...weights];
  const all = uncovered.reduce((sum, weight) => sum + weight, 0);
  const counted = (alone: Scored): Waiting => {
    const coverage = coverageOf(alone.covers, uncovered, all);
    return { alone, now: { ...alone, score: withCoverage(alone.score, coverage) }, ranked: ranked.length };
  };
  const queue = new TinyQueue(scored.map(counted), (a, b) => scoreNow(b) - scoreNow(a));
  /** The best left whose score is of now, taken out of the queue. */
  const next = (least: number): Scored | null => {
    for (let top = queue.peek(); top && scoreNow(top) >= least; top = queue.peek()) {
      queue.pop();
      if (top.ranked === ranked.length) return top.now;
      queue.push(counted(top.alone));
    }
    return null;
  };
  while (ranked.length < first) {
    const leading = next(SCORE_FLOOR);
    if (!leading) break;
    const tied = [leading];
    for (let each = next(leading.score.value - SAME); each; each = next(leading.score.value - SAME)) tied.push(each);
    const rank = ranked.length + 1;
    ranked.push(...tied.sort(byDepth).map((each) => ({ ...each, rank })));
    for (const { covers, score } of tied)
      for (const place of covers) uncovered[place] = (uncovered[place] ?? 0) * (1 - score.value);
  }
  const left = queue.data
    .map(({ alone }) => counted(alone).now)
    .sort((a, b) => b.score.value - a.score.value || byDepth(a, b));
  return { ranked: ranked.slice(0, first), others: left };
}

const scoreNow = ({ now }: Waiting): number => now.score.value;

const byDepth = (a: Scored, b: Scored): number =>
  a.candidate.depth - b.candidate.depth || byText(a.candidate.asset, b.candidate.asset);

/**
 * Share of all that is degraded that lies on the candidate or downstream of it and is left. The whole stays in the
 * denominator, so that later ranks cannot gain by earlier ones.
 */
function coverageOf(covers: TypedFastBitSet, uncovered: readonly number[], all: number): number {
  if (all === 0) return 0;
  let mine = 0;
  covers.forEach((place) => {
    mine += uncovered[place] ?? 0;
  });
  return mine / all;
}
