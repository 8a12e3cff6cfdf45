import type { Instant } from '../../../../vocabulary/duration.ts';
import { Remembered } from '../remembered.ts';
import { EdgeSets } from './edge-sets.ts';

/** What this process knows the database to keep: nothing of it is ever taken away. */
export class Memory {
  readonly assets = new Remembered();
  readonly factSubjects = new Remembered();
  readonly factValues = new Remembered();
  readonly edgeSets = new EdgeSets();
  private lastRecorded: Instant = 0;

  /** At the beginning of a transaction. @param kept when the database was last written. */
  begin(kept: Instant): void {
    this.settle(false);
    // An older copy of the database was put in its place.
    if (kept >= this.lastRecorded) return;
    for (const each of this.all()) each.forget();
  }

  committed(recordedAt: Instant): void {
    this.settle(true);
    this.lastRecorded = recordedAt;
  }

  private settle(written: boolean): void {
    for (const each of this.all()) each.settle(written);
  }

  private all(): Remembered[] {
    return [this.assets, this.factSubjects, this.factValues, this.edgeSets.kept];
  }
}
