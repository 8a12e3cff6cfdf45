/** What a bench found. */
export interface Report {
  name: string;
  /** What was measured of Headwater, units in the names. */
  figures: Record<string, unknown>;
  /** The same work done by others, in the same run. */
  peers: Record<string, unknown>;
  /** Headwater's figure divided by the peer's; higher is better. */
  ratios: Record<string, number>;
  /** Whether every peer gave the same answer, compared by hash; absent where a bench has no peer. */
  answersEqual?: boolean;
}

/** The value that a share of all, such as 0.99, do not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** To three significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
