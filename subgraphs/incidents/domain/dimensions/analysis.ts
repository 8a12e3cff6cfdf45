import { numberText } from '../root-cause/words.ts';
import { type Contribution, contributionsOf, type Movement } from './contribution.ts';
import type { Cut } from './slice.ts';

/** A slice and whether it carries the degradation. */
interface SliceContribution extends Contribution {
  /** Whether its share stands out from its weight by more than chance allows. */
  carries: boolean;
}

interface LabelAnalysis {
  labels: readonly string[];
  coverage: number | null;
  /** 0..1, in bits; null where contributions do not add up. */
  surprise: number | null;
  /** Those that tell most first. */
  slices: SliceContribution[];
  /** Share of the excess that no listed slice carries. */
  elsewhere: number | null;
}

export interface DimensionAnalysis {
  normal: number | null;
  value: number | null;
  /** One sentence. */
  summary: string;
  labels: LabelAnalysis[];
}

export interface AskedDimensions {
  movement: Movement;
  cuts: readonly Cut[];
  /** Whether slices of its method add up to the whole: means and ratios do. */
  adds: boolean;
  /** Robust z of the degradation: how far it stands out from chance. */
  anomaly: number;
}

const MOST_SLICES = 10;

/**
 * Which slices carry a degradation. Labels are ordered by how differently the excess is spread over their values than the
 * samples are: Jensen-Shannon divergence, the surprise of Bhagwan et al. (Adtributor, NSDI 2014); slices by how far
 * their part of the excess is beyond their part of the samples.
 */
export function dimensionAnalysisOf({ movement, cuts, adds, anomaly }: AskedDimensions): DimensionAnalysis {
  const labels = cuts
    .map((cut) => labelAnalysisOf(cut, movement, adds, anomaly))
    .filter(({ slices }) => slices.length > 0)
    .sort((a, b) => (b.surprise ?? 0) - (a.surprise ?? 0) || a.labels.length - b.labels.length);
  return { normal: movement.normal.value, value: movement.now.value, summary: summaryOf(labels, adds), labels };
}

function labelAnalysisOf(cut: Cut, movement: Movement, adds: boolean, anomaly: number): LabelAnalysis {
  const all = contributionsOf(cut, movement, adds).map((each) => ({ ...each, carries: carries(each, anomaly) }));
  const slices = all.toSorted((a, b) => beyondWeight(b) - beyondWeight(a) || b.sampleSize - a.sampleSize);
  const listed = slices.slice(0, MOST_SLICES);
  const known = listed.every(({ share }) => share !== null);
  return {
    labels: cut.labels,
    coverage: cut.now.coverage,
    surprise: adds
      ? Math.min(
          1,
          slices.reduce((sum, each) => sum + surpriseOf(each), 0),
        )
      : null,
    slices: listed,
    elsewhere: adds && known ? 1 - listed.reduce((sum, { share }) => sum + (share ?? 0), 0) : null,
  };
}

/** By how much its part of the excess is beyond its part of the samples; least where that is not known. */
const beyondWeight = ({ share, weight }: Contribution): number =>
  share === null || weight === null ? -Number.MAX_VALUE : share - weight;

/** A slice's part of the Jensen-Shannon divergence between how the samples and how the excess are spread, in bits. */
function surpriseOf({ weight, share }: Contribution): number {
  if (weight === null || share === null) return 0;
  const [expected, found] = [weight, Math.max(0, Math.min(1, share))];
  const middle = (expected + found) / 2;
  const part = (of: number) => (of > 0 ? (of / 2) * Math.log2(of / middle) : 0);
  return Math.max(0, part(expected) + part(found));
}

/** Chance spreads the excess as the samples are, give or take √(w(1 − w)) over the z of the whole. */
const STANDS_OUT = 3;

function carries({ weight, share }: Contribution, anomaly: number): boolean {
  if (weight === null || share === null || anomaly <= 0) return false;
  return share - weight > (STANDS_OUT * Math.sqrt(Math.max(0, weight * (1 - weight)))) / anomaly;
}

function summaryOf(labels: readonly LabelAnalysis[], adds: boolean): string {
  if (!adds) return 'Values of this method do not add up over slices, so that none can be said to carry it.';
  for (const { slices } of labels) {
    const carrier = slices.find((slice) => slice.carries);
    if (carrier) {
      const [share, weight] = [carrier.share, carrier.weight].map((part) => numberText(100 * (part ?? 0)));
      return `${nameOf(carrier)} carries ${share} % of the change with ${weight} % of the samples.`;
    }
  }
  return labels.some(({ slices }) => slices.some(({ share }) => share === null))
    ? 'No slice whose share is known carries it; of some it is not known.'
    : 'No label that was looked at carries it: the change is spread as the samples are.';
}

const nameOf = ({ dimensions }: Contribution): string =>
  dimensions.map(({ label, value }) => (value === null ? `no ${label}` : `${label} = ${value}`)).join(', ');
