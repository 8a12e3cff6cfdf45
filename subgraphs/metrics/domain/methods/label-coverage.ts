import type { BinComponents } from '../components.ts';

/** Names of the sums that tell how many predictions there were, and how many with labels lacked that number. */
const PREDICTIONS = 'predictions';
const UNTOLD = 'untold';

/** The sums for `labelled` predictions of `predictions` in all; or what is wrong with that. */
export function coverageSums(labelled: number, predictions: number | undefined): Record<string, number> | string {
  if (predictions === undefined) return { [UNTOLD]: labelled };
  if (predictions < labelled) return `predictions is ${predictions}, fewer than the ${labelled} with labels`;
  return { [PREDICTIONS]: predictions };
}

/** Share of the predictions that have labels; null when some did not tell how many there were. */
export function labelCoverageOf({ bins }: BinComponents, labelled: number): number | null {
  const { [PREDICTIONS]: predictions = 0, [UNTOLD]: untold = 0 } = bins;
  return untold > 0 || predictions === 0 ? null : labelled / predictions;
}
