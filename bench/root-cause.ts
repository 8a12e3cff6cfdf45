import { readFileSync } from 'node:fs';
import { randomFrom } from '../test/random.ts';
import { DEVELOPMENT_SEEDS, estateCases, HELD_OUT_SEEDS, healthyCasesOf } from '../test/scenarios/estates/cases.ts';
import { readLabelledCases } from '../test/scenarios/labelled-case.ts';
import { normalWindows, petshopCases } from '../test/scenarios/petshop.ts';
import { answerOf, rankingOf, type ScenarioCase } from '../test/scenarios/scenario-case.ts';
import { firstRight, foundWithinThree, mean } from '../test/scenarios/score.ts';
import { misdrawn, shuffled } from '../test/scenarios/wrong-lineage.ts';
import { type Report, rounded } from './report.ts';
import { scoresOf } from './root-cause/scores.ts';
import { tableOf } from './root-cause/table.ts';

/** Drawings of wrong lineage for each case of PetShop; an estate is its own drawing. */
const DRAWINGS = 20;

/**
 * The ranking of root causes on sixteen real faults, and on seeded estates of ten kinds and three sizes with lineage whole and
 * with a tenth of it missing: cell by cell, next to four baselines. Files of labelled cases named
 * after the bench are scored as well. Tables for people go to standard error.
 */
export async function bench(): Promise<Report> {
  const petshop = petshopCases();
  const development = estateCases(DEVELOPMENT_SEEDS);
  const whole = development.filter(({ lineage }) => lineage === 'whole');
  const sets = {
    petshop: scoresOf(petshop),
    estatesDevelopment: scoresOf(development),
    estatesHeldOut: scoresOf(estateCases(HELD_OUT_SEEDS)),
    ...confirmedIn(process.argv.slice(3)),
  };
  for (const [name, scores] of Object.entries(sets)) console.error(`\n${name}\n\n${tableOf(scores)}`);
  const { all } = sets.petshop;
  return {
    name: 'root-cause',
    figures: {
      ...sets,
      normalWindowsAnswered: {
        petshop: answered(normalWindows(1)),
        estates: answered(healthyCasesOf(DEVELOPMENT_SEEDS)),
        estatesHeldOut: answered(healthyCasesOf(HELD_OUT_SEEDS)),
      },
      rightGraphs: { petshop: onChanged(petshop, asDrawn, 1), estates: onChanged(whole, asDrawn, 1) },
      misdrawnGraphs: { petshop: onChanged(petshop, misdrawn, DRAWINGS), estates: onChanged(whole, misdrawn, 1) },
      shuffledGraphs: { petshop: onChanged(petshop, shuffled, DRAWINGS), estates: onChanged(whole, shuffled, 1) },
    },
    peers: Object.fromEntries(Object.entries(sets).map(([name, scores]) => [name, scores.all.baselines])),
    ratios: Object.fromEntries(
      Object.entries(all.baselines).map(([name, { top1 }]) => [name, rounded(all.headwater.top1 / top1)]),
    ),
  };
}

/** The scores of the labelled cases in some files; nothing when there is no file. @throws Error naming what is wrong where. */
function confirmedIn(files: readonly string[]): { confirmed?: ReturnType<typeof scoresOf> } {
  const confirmed = files.flatMap((file) => readLabelledCases(readFileSync(file, 'utf8'), file));
  return confirmed.length > 0 ? { confirmed: scoresOf(confirmed) } : {};
}

/** Share of windows in which nothing is wrong that are given a cause. */
function answered(windows: readonly ScenarioCase[]): { windows: number; share: number } {
  const causes = windows.filter((one) => answerOf(one).outcome === 'CAUSES_FOUND');
  return { windows: windows.length, share: rounded(causes.length / windows.length) };
}

const asDrawn: typeof misdrawn = (one) => one;

/** The cases that have a cause, on lineage that was changed. */
function onChanged(cases: readonly ScenarioCase[], change: typeof misdrawn, drawings: number) {
  const changed = Array.from({ length: drawings }, (_, drawing) => randomFrom(drawing + 1)).flatMap((random) =>
    cases.filter(({ causes }) => causes.length > 0).map((one) => change(one, random)),
  );
  const rankings = changed.map((one) => ({ one, ranking: rankingOf(one) }));
  return {
    top1: rounded(mean(rankings.map(({ one, ranking }) => firstRight(one, ranking)))),
    top3: rounded(mean(rankings.map(({ one, ranking }) => foundWithinThree(one, ranking)))),
  };
}
