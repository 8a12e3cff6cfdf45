import type { EdgeSet } from './edge-sets.ts';

/** What a run or static event states at one place of a timeline, before a batch and after it; null when nothing. */
export interface PartChange {
  timeline: number;
  /** Run id; empty for a static event. */
  source: string;
  was: PlacedSet | null;
  is: PlacedSet | null;
}

export interface PlacedSet {
  time: number;
  set: EdgeSet;
}
