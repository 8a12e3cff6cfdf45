import type { RecordedChange } from '../domain/incident-change.ts';

/**
 * What happened to incidents, in the order in which it was recorded; it is written with the effects that it tells of
 * (`IncidentStore.keep`), so that whoever follows it misses nothing and is told of nothing that was not kept. Results
 * belong to the caller. When the store is away every method raises `StoreUnavailable('incidents', cause)`.
 */
export interface IncidentRecord {
  /** At most `first` changes after a sequence, in order; 0 is before the first. */
  changesAfter(sequence: number, first: number): Promise<RecordedChange[]>;
  /** The sequence of the last change; 0 before the first. */
  end(): Promise<number>;
  /** Of one incident those after a sequence. */
  changesOf(incident: string, sequence: number, first: number): Promise<RecordedChange[]>;
  /** How many changes each incident has; those without any are left out. */
  countsOf(incidents: readonly string[]): Promise<Map<string, number>>;
}
