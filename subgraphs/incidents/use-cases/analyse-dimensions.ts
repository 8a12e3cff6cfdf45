import { type DimensionAnalysis, dimensionAnalysisOf } from '../domain/dimensions/analysis.ts';
import type { Cut } from '../domain/dimensions/slice.ts';
import type { Degradation } from '../domain/root-cause/answer.ts';
import type { Slices } from '../ports/slices.ts';

/** Labels looked at, those with fewest values first, and how many of them in pairs: four labels make six. */
const MOST_LABELS = 8;
const MOST_PAIRED = 4;
/** What has more values is an identifier and no cohort. */
const MOST_VALUES = 100;

/**
 * Which slices of a degraded metric carry its degradation, by single labels and by pairs; null when nothing of it carries
 * a label. @throws GraphUnavailable
 */
export async function analyseDimensions(
  slices: Slices,
  { metric, asset, normal, now, anomaly }: Degradation,
): Promise<DimensionAnalysis | null> {
  const asked = { metric, asset };
  const carried = await slices.labels(asked, now);
  const labels = carried
    .filter(({ valueCount }) => valueCount > 1 && valueCount <= MOST_VALUES)
    .sort((a, b) => a.valueCount - b.valueCount)
    .map(({ label }) => label)
    .slice(0, MOST_LABELS);
  if (labels.length === 0) return null;
  const sets = [...labels.map((label) => [label]), ...pairsOf(labels.slice(0, MOST_PAIRED))];
  const [{ adds, ...movement }, cuts] = await Promise.all([
    slices.movement(asked, normal, now),
    Promise.all(sets.map((by) => cutBy(by))),
  ]);
  return dimensionAnalysisOf({ movement, cuts, adds, anomaly });

  async function cutBy(by: string[]): Promise<Cut> {
    const [then, since] = await Promise.all([slices.breakdown(asked, by, normal), slices.breakdown(asked, by, now)]);
    return { labels: by, normal: then, now: since };
  }
}

const pairsOf = (labels: readonly string[]): string[][] =>
  labels.flatMap((one, index) => labels.slice(index + 1).map((other) => [one, other]));
