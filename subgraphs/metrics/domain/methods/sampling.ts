import { sum } from 'simple-statistics';
import type { DistanceMethod } from '../method.ts';
import {
  chiSquareQuantile,
  chiSquareTail,
  gammaQuantile,
  gammaTail,
  kolmogorovQuantile,
} from '../statistics/distributions.ts';
import { kolmogorovSmirnovTail } from '../statistics/kolmogorov-smirnov.ts';
import type { AlignedBins } from './bins.ts';

/*
 * What distances come to when nothing has changed: both histograms are samples of one distribution. For the stability
 * index E ≈ (B − 1)(1/n + 1/m), and index / (1/n + 1/m) is about χ² of B − 1 degrees of freedom; the squares of the
 * Jensen–Shannon (in nats) and Hellinger distances are an eighth of the index near zero.
 */

/** One in a hundred unchanged windows lies above the noise floor. */
const CONFIDENCE = 0.99;

/** A histogram pair, and where its bins lie on the scale of the values; positions are used by Wasserstein alone. */
export interface Sampled extends AlignedBins {
  positions: number[];
  /** What a Wasserstein distance is divided by. */
  unit: number;
}

/** What two samples of one distribution exceed in one window of a hundred, in the unit of the value. */
export function noiseFloorOf(method: DistanceMethod, sampled: Sampled): number {
  const { measure, base } = method;
  const quantile = chiSquareQuantile(CONFIDENCE, freedomOf(sampled));
  const sampling = samplingOf(sampled);
  switch (measure) {
    case 'psi':
      return quantile * sampling;
    case 'js':
      return Math.sqrt((quantile * sampling) / 8 / natsPerUnit(base));
    case 'hellinger':
      return Math.sqrt((quantile * sampling) / 8);
    case 'ks':
      return kolmogorovQuantile(CONFIDENCE) * Math.sqrt(sampling);
    case 'chi-square':
      return quantile;
    case 'cramers-v':
      return Math.sqrt(quantile / samplesOf(sampled));
    case 'wasserstein': {
      const { mean, variance } = transportMoments(sampled);
      return gammaQuantile(CONFIDENCE, mean, variance) / sampled.unit;
    }
  }
}

/** Chance that two samples of one distribution lie as far apart, or farther. */
export function pValueOf(method: DistanceMethod, sampled: Sampled, value: number): number {
  const [freedom, sampling] = [freedomOf(sampled), samplingOf(sampled)];
  switch (method.measure) {
    case 'psi':
      return chiSquareTail(value / sampling, freedom);
    case 'js':
      return chiSquareTail((8 * value ** 2 * natsPerUnit(method.base)) / sampling, freedom);
    case 'hellinger':
      return chiSquareTail((8 * value ** 2) / sampling, freedom);
    case 'ks':
      return kolmogorovSmirnovTail(value, sum(sampled.current), sum(sampled.baseline));
    case 'chi-square':
      return chiSquareTail(value, freedom);
    case 'cramers-v':
      return chiSquareTail(value ** 2 * samplesOf(sampled), freedom);
    case 'wasserstein': {
      const { mean, variance } = transportMoments(sampled);
      return gammaTail(value * sampled.unit, mean, variance);
    }
  }
}

const natsPerUnit = (base: 2 | 'e'): number => (base === 2 ? Math.LN2 : 1);
const samplesOf = ({ current, baseline }: AlignedBins): number => sum(current) + sum(baseline);
const samplingOf = ({ current, baseline }: AlignedBins): number => 1 / sum(current) + 1 / sum(baseline);

function freedomOf({ current, baseline }: AlignedBins): number {
  const used = current.filter((count, index) => count + (baseline[index] ?? 0) > 0).length;
  return Math.max(1, used - 1);
}

/**
 * Mean and variance of ∫ |Fₙ − Gₘ| over samples of one distribution F. The difference is √(1/n + 1/m) times a Brownian
 * bridge at F, whose values are normal with variance F(1 − F), so both moments follow from those of |X||Y| of two
 * correlated normal variables (Nabeya 1951). The distribution is taken for a gamma one.
 */
function transportMoments(sampled: Sampled): { mean: number; variance: number } {
  const { current, baseline, positions } = sampled;
  const total = samplesOf(sampled);
  let below = 0;
  const steps = positions.slice(0, -1).map((position, index) => {
    below += ((current[index] ?? 0) + (baseline[index] ?? 0)) / total;
    return { width: (positions[index + 1] ?? 0) - position, share: Math.min(1, below) };
  });
  const moving = steps
    .filter(({ share, width }) => share > 0 && share < 1 && width > 0)
    .map(({ width, share }) => ({ share, deviation: width * Math.sqrt(share * (1 - share) * samplingOf(sampled)) }));
  const mean = Math.sqrt(2 / Math.PI) * sum(moving.map(({ deviation }) => deviation));
  let variance = 0;
  moving.forEach((one, index) => {
    variance += (1 - 2 / Math.PI) * one.deviation ** 2;
    for (const other of moving.slice(index + 1))
      variance += (4 / Math.PI) * one.deviation * other.deviation * sharedVariance(one.share, other.share);
  });
  return { mean, variance };
}

/** √(1 − ρ²) + ρ asin ρ − 1 of the bridge's values at two shares, the first the smaller. */
function sharedVariance(share: number, greater: number): number {
  const correlation = Math.min(1, Math.sqrt((share * (1 - greater)) / (greater * (1 - share))));
  return Math.sqrt(1 - correlation ** 2) + correlation * Math.asin(correlation) - 1;
}
