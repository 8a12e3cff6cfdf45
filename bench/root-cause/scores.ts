import type { OriginVerdict, RootCause } from '../../subgraphs/incidents/domain/root-cause/answer.ts';
import { BASELINES } from '../../test/scenarios/baselines.ts';
import { originByKind } from '../../test/scenarios/origin-by-kind.ts';
import { answerOf, closureOf, type Ranking, rankingIn, type ScenarioCase } from '../../test/scenarios/scenario-case.ts';
import { firstRight, foundWithinThree, mean } from '../../test/scenarios/score.ts';
import { rounded } from '../report.ts';

/** How good a method is on some cases, each figure a mean over them. */
interface Score {
  /** The first place is right: it names a cause, or where none is recorded nothing, or the asset where it began. */
  top1: number;
  /** Share of the causes among the first three. */
  top3: number;
  /** Right origin, of the cases whose origin is known; null when there are none. */
  origin: number | null;
}

interface OwnScore extends Score {
  /** Refused, of the cases where no cause is recorded; null when there are none. */
  refusedRightly: number | null;
  /** Refused, of the cases that have a cause; null when there are none. */
  refusedWrongly: number | null;
}

export interface CellScore {
  cases: number;
  /** Share of causes that lie upstream over the lineage known: nobody can name the others. */
  reachable: number;
  headwater: OwnScore;
  baselines: Record<string, Score>;
}

interface Answered {
  one: ScenarioCase;
  answer: RootCause;
  baselines: Record<string, Ranking>;
  reachable: number;
}

/** The scores of every cell, and of all cells together. */
export function scoresOf(cases: readonly ScenarioCase[]): { all: CellScore; cells: Record<string, CellScore> } {
  const answered = cases.map(answeredOf);
  const cells = Map.groupBy(answered, ({ one }) => one.cell);
  return {
    all: scoreOf(answered),
    cells: Object.fromEntries([...cells].map(([cell, members]) => [cell, scoreOf(members)])),
  };
}

function answeredOf(one: ScenarioCase): Answered {
  const upstream = new Set(closureOf(one).assets.map(({ id }) => id));
  const reached = one.causes.filter((cause) => cause.some((asset) => upstream.has(asset)));
  return {
    one,
    answer: answerOf(one),
    baselines: Object.fromEntries(Object.entries(BASELINES).map(([name, rank]) => [name, rank(one)])),
    reachable: one.causes.length === 0 ? 1 : reached.length / one.causes.length,
  };
}

function scoreOf(answered: readonly Answered[]): CellScore {
  const refused = ({ answer }: Answered) => (answer.outcome === 'CAUSES_FOUND' ? 0 : 1);
  return {
    cases: answered.length,
    reachable: rounded(mean(answered.map(({ reachable }) => reachable))),
    headwater: {
      ...meansOf(answered, ({ answer }) => rankingIn(answer)),
      origin: meanOf(answered.filter(originKnown), ({ one, answer }) => rightly(one, answer.origin.verdict)),
      refusedRightly: meanOf(
        answered.filter(({ one }) => one.causes.length === 0),
        refused,
      ),
      refusedWrongly: meanOf(
        answered.filter(({ one }) => one.causes.length > 0),
        refused,
      ),
    },
    baselines: Object.fromEntries(Object.keys(BASELINES).map((name) => [name, baselineScore(name, answered)])),
  };
}

function baselineScore(name: string, answered: readonly Answered[]): Score {
  const ranking = ({ baselines }: Answered) => baselines[name] ?? [];
  const origin = (each: Answered) => {
    const [first] = ranking(each);
    return first
      ? mean(first.map((asset) => rightly(each.one, originByKind(asset))))
      : rightly(each.one, 'UNDETERMINED');
  };
  return { ...meansOf(answered, ranking), origin: meanOf(answered.filter(originKnown), origin) };
}

const meansOf = (answered: readonly Answered[], ranking: (each: Answered) => Ranking) => ({
  top1: rounded(mean(answered.map((each) => firstRight(each.one, ranking(each))))),
  top3: rounded(mean(answered.map((each) => foundWithinThree(each.one, ranking(each))))),
});

const originKnown = ({ one }: Answered): boolean => one.origins.length > 0;

const rightly = ({ origins }: ScenarioCase, verdict: OriginVerdict): number => (origins.includes(verdict) ? 1 : 0);

const meanOf = (answered: readonly Answered[], value: (each: Answered) => number): number | null =>
  answered.length === 0 ? null : rounded(mean(answered.map(value)));
