import { estateCase } from '../test/scenarios/estates/estate-case.ts';
import { FAULT_KINDS } from '../test/scenarios/estates/faults.ts';
import { petshopCases } from '../test/scenarios/petshop.ts';
import { answerOf, rankingIn, type ScenarioCase } from '../test/scenarios/scenario-case.ts';
import { firstRight, foundWithinThree, mean } from '../test/scenarios/score.ts';
import { answerThroughTheGraph, asHeadwaterHasIt } from '../test/scenarios/through-the-graph.ts';
import { median, type Report, rounded } from './report.ts';

/**
 * The sixteen faults of PetShop and one small estate of each kind through the public interface: definitions, declared lineage,
 * OpenLineage events, observations and the `rootCause` query. Each must be answered as by the function on its own.
 */
export async function bench(): Promise<Report> {
  const petshop = await askAll(petshopCases());
  const estates = await askAll(FAULT_KINDS.map((kind) => estateCase(kind, 'small', 1)));
  const different = [...petshop, ...estates].filter(({ equal }) => !equal).map(({ one }) => one.id);
  for (const id of different) console.error(`answered otherwise than by the function alone: ${id}`);
  return {
    name: 'root-cause-public',
    figures: { petshop: cellsOf(petshop), estates: cellsOf(estates), different },
    peers: {},
    ratios: {},
    answersEqual: different.length === 0,
  };
}

async function askAll(cases: readonly ScenarioCase[]) {
  const asked = [];
  for (const one of cases) {
    const began = performance.now();
    const { outcome, ranking } = await answerThroughTheGraph(one);
    const alone = answerOf(asHeadwaterHasIt(one));
    const equal = outcome === alone.outcome && JSON.stringify(ranking) === JSON.stringify(rankingIn(alone));
    asked.push({ one, ranking, equal, seconds: (performance.now() - began) / 1000 });
  }
  return asked;
}

function cellsOf(asked: Awaited<ReturnType<typeof askAll>>) {
  const scoreOf = (ones: typeof asked) => ({
    cases: ones.length,
    equal: ones.filter(({ equal }) => equal).length,
    top1: rounded(mean(ones.map(({ one, ranking }) => firstRight(one, ranking)))),
    top3: rounded(mean(ones.map(({ one, ranking }) => foundWithinThree(one, ranking)))),
    /** From an empty directory to the answer. */
    seconds: rounded(median(ones.map(({ seconds }) => seconds))),
  });
  const cells = Map.groupBy(asked, ({ one }) => one.cell);
  return {
    all: scoreOf(asked),
    cells: Object.fromEntries([...cells].map(([cell, ones]) => [cell, scoreOf(ones)])),
  };
}
