import type { ScoreBins } from './scores.ts';

/** Expected numbers of positives and negatives by bin of the score. */
export interface ExpectedBins {
  positive: number[];
  negative: number[];
}

/**
 * What the labels of a window are expected to be by its scores alone, when scores mean what they meant in the baseline:
 * confidence-based performance estimation (NannyML). Each bin's chance of a positive is the baseline's, made never to
 * fall as the score rises. It cannot see that the relation of score and label has changed. Null when the baseline has no
 * labels.
 */
export function expectedBins(window: ScoreBins, baseline: ScoreBins): ExpectedBins | null {
  const chances = calibrated(baseline);
  if (!chances) return null;
  const counts = window.positive.map((count, bin) => count + at(window.negative, bin) + at(window.unlabelled, bin));
  return {
    positive: counts.map((count, bin) => count * at(chances, bin)),
    negative: counts.map((count, bin) => count * (1 - at(chances, bin))),
  };
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0;

/** Bins of one chance, and where their middle lies. */
interface Block {
  positive: number;
  total: number;
  /** Sum of the bins' places, each as often as it counts. */
  places: number;
}

/** Isotonic regression of the label on the bin by pooling adjacent violators (Ayer et al. 1955), linear in between. */
function calibrated({ positive, negative }: ScoreBins): number[] | null {
  const blocks: Block[] = [];
  for (const [bin, count] of positive.entries()) {
    const total = count + at(negative, bin);
    if (total === 0) continue;
    let block: Block = { positive: count, total, places: bin * total };
    for (let last = blocks.at(-1); last && chanceOf(last) >= chanceOf(block); last = blocks.at(-1)) {
      block = {
        positive: block.positive + last.positive,
        total: block.total + last.total,
        places: block.places + last.places,
      };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.length === 0 ? null : positive.map((_, bin) => interpolated(blocks, bin));
}

const chanceOf = ({ positive, total }: Block): number => positive / total;
const placeOf = ({ places, total }: Block): number => places / total;

function interpolated(blocks: readonly Block[], bin: number): number {
  const next = blocks.findIndex((block) => placeOf(block) >= bin);
  const [lower, upper] = [blocks[next < 0 ? blocks.length - 1 : next - 1], blocks[next]];
  if (!upper || !lower) return chanceOf((upper ?? lower) as Block);
  const share = (bin - placeOf(lower)) / (placeOf(upper) - placeOf(lower));
  return chanceOf(lower) + share * (chanceOf(upper) - chanceOf(lower));
}
