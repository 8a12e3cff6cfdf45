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
 * with a tenth of it missing: cell by cell, next to four baselines. Tables for people go to standard error. Where files of
 * labelled cases are named after the bench, they alone are scored: whoever asks about their own cases is not to see the
 * estates kept apart by chance.
 */
export async function bench(): Promise<Report> {
  const files = process.argv.slice(3);
  return files.length > 0 ? ofFiles(files) : ofScenarios();
}

/** @throws Error naming what is wrong where. */
function ofFiles(files: readonly string[]): Report {
  const cases = files.flatMap((file) => readLabelledCases(readFileSync(file, 'utf8'), file));
  if (cases.length === 0) throw new Error(`no labelled case in ${files.join(', ')}`);
  const confirmed = scoresOf(cases);
  return reportOf({ confirmed }, confirmed, {});
}

function ofScenarios(): Report {
  const petshop = petshopCases();
  const development = estateCases(DEVELOPMENT_SEEDS);
  const whole = development.filter(({ lineage }) => lineage === 'whole');
  const sets = {
    petshop: scoresOf(petshop),
    estatesDevelopment: scoresOf(development),
    estatesHeldOut: scoresOf(estateCases(HELD_OUT_SEEDS)),
  };
  return reportOf(sets, sets.petshop, {
    normalWindowsAnswered: {
      petshop: answered(normalWindows(1)),
      estates: answered(healthyCasesOf(DEVELOPMENT_SEEDS)),
      estatesHeldOut: answered(healthyCasesOf(HELD_OUT_SEEDS)),
    },
    rightGraphs: { petshop: onChanged(petshop, asDrawn, 1), estates: onChanged(whole, asDrawn, 1) },
    misdrawnGraphs: { petshop: onChanged(petshop, misdrawn, DRAWINGS), estates: onChanged(whole, misdrawn, 1) },
    shuffledGraphs: { petshop: onChanged(petshop, shuffled, DRAWINGS), estates: onChanged(whole, shuffled, 1) },
  });
}

type Scores = ReturnType<typeof scoresOf>;

/** Sets of cases with what else was found; the ratios are of `compared`. */
function reportOf(sets: Record<string, Scores>, compared: Scores, more: Record<string, unknown>): Report {
  const { all } = compared;
  for (const [name, scores] of Object.entries(sets)) console.error(`\n${name}\n\n${tableOf(scores)}`);
  return {
    name: 'root-cause',
    figures: { ...sets, ...more },
    peers: Object.fromEntries(Object.entries(sets).map(([name, scores]) => [name, scores.all.baselines])),
    ratios: Object.fromEntries(
      Object.entries(all.baselines).map(([name, { top1 }]) => [name, rounded(all.headwater.top1 / top1)]),
    ),
  };
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
