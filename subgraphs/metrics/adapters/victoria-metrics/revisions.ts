import type { Instant } from '../../../../vocabulary/duration.ts';
import { isSame, type Measurement } from '../../domain/measurement.ts';
import { seriesText } from './names.ts';
import { newestOf, type Version, type VersionsQuestion } from './versions.ts';

/** A measurement with how many were written before it for its end in its series. */
export interface Revised {
  measurement: Measurement;
  revision: number;
}

/** Series whose newest end is remembered; the one unwritten for longest is forgotten, which costs a question. */
const REMEMBERED = 500_000;

/**
 * Gives each measurement a revision that nothing has been written under: a sample in a Prometheus series cannot be
 * replaced. What ends after all before it is the first of its end; of what does not, the store is asked.
 */
export class Revisions {
  readonly #versionsOf: (question: VersionsQuestion) => Promise<Version[]>;
  readonly #writer: string;
  readonly #newestEnds = new Map<string, Instant>();

  constructor(versionsOf: (question: VersionsQuestion) => Promise<Version[]>, writer: string) {
    this.#versionsOf = versionsOf;
    this.#writer = writer;
  }

  /**
   * What of these is to be written; what says the same as is there already is left out. @param isNew says that nothing
   * was ever observed of a metric.
   */
  async of(measurements: readonly Measurement[], isNew: (measurement: Measurement) => boolean): Promise<Revised[]> {
    const late = measurements.filter((one) => !this.#isFirst(one) && !isNew(one));
    const written = new Written(late.length > 0 ? await this.#versionsFor(late) : []);
    return measurements.flatMap((measurement) => {
      if (written.says(measurement)) return [];
      return { measurement, revision: written.add(measurement) };
    });
  }

  /** Remembers that these were written. */
  note(measurements: readonly Placed[]): void {
    for (const one of measurements) {
      const series = seriesText(one);
      const newest = Math.max(one.end, this.#newestEnds.get(series) ?? one.end);
      this.#newestEnds.delete(series);
      this.#newestEnds.set(series, newest);
    }
    for (const series of this.#newestEnds.keys()) {
      if (this.#newestEnds.size <= REMEMBERED) break;
      this.#newestEnds.delete(series);
    }
  }

  /** Forgets what these were, for nobody knows whether they were written. */
  forget(measurements: readonly Measurement[]): void {
    for (const one of measurements) this.#newestEnds.delete(seriesText(one));
  }

  #isFirst(one: Measurement): boolean {
    const newest = this.#newestEnds.get(seriesText(one));
    return newest !== undefined && one.end > newest;
  }

  async #versionsFor(late: readonly Measurement[]): Promise<Version[]> {
    const byDefinition = Map.groupBy(late, ({ name, fingerprint }) => `${fingerprint} ${name}`);
    const answers = await Promise.all(
      [...byDefinition.values()].map((all) => {
        const { name, fingerprint } = all[0] as Measurement;
        const ends = all.map(({ end }) => end);
        const isKnown = all.every((one) => this.#newestEnds.has(seriesText(one)));
        return this.#versionsOf({
          name,
          fingerprint,
          assets: [...new Set(all.map(({ asset }) => asset))],
          after: least(ends) - 1,
          // After a start, what is newer than these must be known before the next.
          until: isKnown ? greatest(ends) : Number.MAX_SAFE_INTEGER,
          writer: this.#writer,
        });
      }),
    );
    const versions = answers.flat();
    this.note(versions);
    return versions;
  }
}

/** What is there already, and what a batch adds. */
class Written {
  readonly #revisions = new Map<string, number>();
  readonly #newest: Map<string, Measurement>;

  constructor(versions: readonly Version[]) {
    for (const version of versions) {
      const place = placeOf(version);
      this.#revisions.set(place, Math.max(version.revision + 1, this.#revisions.get(place) ?? 0));
    }
    this.#newest = new Map(newestOf(versions).map((one) => [keyOf(one), one]));
  }

  says(measurement: Measurement): boolean {
    const known = this.#newest.get(keyOf(measurement));
    return known !== undefined && isSame(known, measurement);
  }

  add(measurement: Measurement): number {
    const place = placeOf(measurement);
    const revision = this.#revisions.get(place) ?? 0;
    this.#revisions.set(place, revision + 1);
    return revision;
  }
}

type Placed = Pick<Measurement, 'name' | 'fingerprint' | 'asset' | 'dimensions' | 'end'>;

const placeOf = (one: Placed): string => `${one.end} ${seriesText(one)}`;
const keyOf = (one: Measurement): string => `${one.duration} ${placeOf(one)}`;
const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b));
const greatest = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b));
