/** A graph over the assets that lie between two, as numbers in the order of their ids. */
export interface Between {
  from: number;
  to: number;
  /** Of each asset those that it feeds, and those that feed it, ascending. */
  down: number[][];
  up: number[][];
}

/** By length, then by the ids on the way, which numbers stand for. */
export const comparePaths = (a: readonly number[], b: readonly number[]): number =>
  a.length - b.length ||
  (a[a.findIndex((node, place) => node !== b[place])] ?? 0) - (b[a.findIndex((node, place) => node !== b[place])] ?? 0);
