import type { BinComponents } from '../components.ts';
import type { Components, Scores } from '../observation.ts';
import { coverageSums } from './label-coverage.ts';
import { namesOf, type Reading, refused } from './rules.ts';

/** Predictions by the bin of their score. Every list has one number a bin. */
export interface ScoreBins {
  positive: number[];
  negative: number[];
  unlabelled: number[];
  /** Of the scores with labels. */
  sums: number[];
}

/** First letter of the names under which each is kept; its bin follows. */
const LETTERS = { positive: '+', negative: '-', unlabelled: '?', sums: 's' } as const;
const COUNTS = ['positive', 'negative', 'unlabelled'] as const;
/** Rounding of a producer's sums, as a share. */
const ROUNDING = 1e-9;

/** Reads scores over `bins` bins. */
export function readScores(components: Components, bins: number): Reading<BinComponents> {
  if (!('scores' in components)) return refused(`${namesOf(components)} is not what it is made of`);
  const { scores } = components;
  for (const kind of [...COUNTS, 'sums'] as const)
    for (const [bin, count] of Object.entries(scores[kind] ?? {})) {
      if (!/^\d+$/.test(bin) || Number(bin) >= bins)
        return refused(
          `scores.${kind} has a bin "${bin}"; the bins are 0 to ${bins - 1}, by min(floor(score * ${bins}), ${bins - 1})`,
        );
      if (count < 0) return refused(`scores.${kind} counts ${count} in bin ${bin}; it cannot be negative`);
    }
  const kept: Record<string, number> = {};
  for (const kind of COUNTS)
    for (const [bin, count] of Object.entries(scores[kind] ?? {})) kept[LETTERS[kind] + Number(bin)] = count;
  const labelled = labelledOf(scores);
  const sums = sumsOf(scores, labelled, bins);
  if (typeof sums === 'string') return refused(sums);
  const counted = [...labelled.values()].reduce((a, b) => a + b, 0);
  const unlabelled = Object.values(scores.unlabelled ?? {}).reduce((a, b) => a + b, 0);
  const coverage = coverageSums(counted, scores.predictions ?? (unlabelled > 0 ? counted + unlabelled : undefined));
  if (typeof coverage === 'string') return refused(coverage);
  return { ok: true, components: { bins: { ...kept, ...sums, ...coverage } } };
}

/** Bin -> how many have labels. */
function labelledOf({ positive = {}, negative = {} }: Scores): Map<string, number> {
  const labelled = new Map<string, number>();
  for (const [bin, count] of [...Object.entries(positive), ...Object.entries(negative)])
    labelled.set(bin, (labelled.get(bin) ?? 0) + count);
  return labelled;
}

/** The sum of the scores in each bin with labels: as told, or as if each lay in its middle. */
function sumsOf({ sums }: Scores, labelled: Map<string, number>, bins: number): Record<string, number> | string {
  const kept: Record<string, number> = {};
  for (const [bin, count] of labelled) {
    const [least, most] = [(Number(bin) * count) / bins, ((Number(bin) + 1) * count) / bins];
    const sum = sums ? (sums[bin] ?? 0) : (least + most) / 2;
    if (sum < least * (1 - ROUNDING) || sum > most * (1 + ROUNDING))
      return `scores.sums is ${sum} in bin ${bin}; ${count} scores there sum to ${least} to ${most}`;
    kept[LETTERS.sums + Number(bin)] = sum;
  }
  return kept;
}

/** The lists that components were read from. */
export function scoreBinsOf({ bins: kept }: BinComponents, bins: number): ScoreBins {
  const list = (letter: string) => Array.from({ length: bins }, (_, bin) => kept[letter + bin] ?? 0);
  return {
    positive: list(LETTERS.positive),
    negative: list(LETTERS.negative),
    unlabelled: list(LETTERS.unlabelled),
    sums: list(LETTERS.sums),
  };
}
