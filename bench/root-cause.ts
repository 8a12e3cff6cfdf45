import { randomFrom } from '../test/random.ts';
import {
  answerOf,
  byChance,
  byLargestAnomaly,
  misdrawn,
  normalWindows,
  type PetshopCase,
  petshopCases,
  type Ranking,
  rankingOf,
  recall,
  shuffled,
} from '../test/scenarios/petshop.ts';
import { type Report, rounded } from './report.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

type Rank = (one: PetshopCase) => Ranking;

/** The ranking of root causes on sixteen real faults, by cell, against chance and against the greatest anomaly alone. */
export async function bench(): Promise<Report> {
  const cases = petshopCases();
  const normal = normalWindows(1);
  const ours = scoresOf(cases, rankingOf);
  const peers = { chance: scoresOf(cases, byChance), largestAnomaly: scoresOf(cases, byLargestAnomaly) };
  return {
    name: 'root-cause',
    figures: {
      ...ours,
      normalWindows: normal.length,
      normalWindowsAnswered: rounded(shareOf(normal, (one) => answerOf(one).outcome === 'CAUSES_FOUND')),
      onMisdrawnGraphs: scoresOf(changed(cases, misdrawn), rankingOf).all,
      onShuffledGraphs: scoresOf(changed(cases, shuffled), rankingOf).all,
    },
    peers,
    ratios: {
      chance: rounded(ours.all.top1 / peers.chance.all.top1),
      largestAnomaly: rounded(ours.all.top1 / peers.largestAnomaly.all.top1),
    },
  };
}

const changed = (cases: PetshopCase[], change: typeof misdrawn): PetshopCase[] =>
  SEEDS.flatMap((seed) => {
    const random = randomFrom(seed);
    return cases.map((one) => change(one, random));
  });

function scoresOf(cases: PetshopCase[], rank: Rank) {
  const cells = Map.groupBy(cases, ({ cell }) => cell);
  return {
    all: scoreOf(cases, rank),
    cells: Object.fromEntries([...cells].map(([cell, members]) => [cell, scoreOf(members, rank)])),
  };
}

function scoreOf(cases: PetshopCase[], rank: Rank) {
  const rankings = cases.map((one) => ({ ranking: rank(one), culprit: one.culprit }));
  const mean = (k: number) =>
    rounded(rankings.reduce((sum, { ranking, culprit }) => sum + recall(ranking, culprit, k), 0) / cases.length);
  return { cases: cases.length, top1: mean(1), top3: mean(3) };
}

const shareOf = <One>(all: One[], is: (one: One) => boolean): number => all.filter(is).length / all.length;
