import type { Clock } from '../../../../platform/clock.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { FingerprintedKey, Measurement } from '../../domain/measurement.ts';
import type { Revised } from './revisions.ts';
import type { Version } from './versions.ts';

/** VictoriaMetrics shows what was written within a second or two; so long it is remembered here, and longer. */
const REMEMBERED = 4_000;
/** Measurements remembered at most; what goes beyond is seen when the store shows it. */
const MOST = 500_000;

/** A write of one metric. */
export interface RecentArrival extends FingerprintedKey {
  writer: string;
  time: Instant;
  earliest: Instant;
}

interface Batch {
  time: Instant;
  versions: Version[];
  arrivals: RecentArrival[];
}

/** What this process wrote in the last seconds, so that it is there for the next read. */
export class Recent {
  readonly #clock: Clock;
  readonly #batches: Batch[] = [];
  readonly #byMetric = new Map<string, Version[]>();
  #size = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(revised: readonly Revised[], arrivals: RecentArrival[], writer: string): void {
    const versions = revised.map(({ measurement, revision }) => versionOf(measurement, revision, writer));
    this.#batches.push({ time: this.#clock(), versions, arrivals });
    this.#size += versions.length;
    for (const version of versions) {
      const text = textOf(version);
      const known = this.#byMetric.get(text);
      if (known) known.push(version);
      else this.#byMetric.set(text, [version]);
    }
    this.#forget();
  }

  /** What was written of a metric for ends in (after, until], oldest write first. */
  versions(key: FingerprintedKey, after: Instant, until: Instant): Version[] {
    this.#forget();
    return (this.#byMetric.get(textOf(key)) ?? []).filter(({ end }) => end > after && end <= until);
  }

  /** Of every definition by that name on the asset. */
  versionsOfMetric({ name, asset }: Pick<FingerprintedKey, 'name' | 'asset'>): Version[] {
    this.#forget();
    return this.#batches.flatMap(({ versions }) =>
      versions.filter((version) => version.name === name && version.asset === asset),
    );
  }

  /** Of every metric by these names. */
  versionsOf(names: readonly string[]): Version[] {
    this.#forget();
    return this.#batches.flatMap(({ versions }) => versions.filter(({ name }) => names.includes(name)));
  }

  arrivals(): RecentArrival[] {
    this.#forget();
    return this.#batches.flatMap(({ arrivals }) => arrivals);
  }

  #forget(): void {
    const before = this.#clock() - REMEMBERED;
    for (
      let [oldest] = this.#batches;
      oldest && (oldest.time < before || this.#size > MOST);
      [oldest] = this.#batches
    ) {
      this.#batches.shift();
      this.#size -= oldest.versions.length;
      for (const version of oldest.versions) this.#forgetOldestOf(textOf(version));
    }
  }

  #forgetOldestOf(text: string): void {
    const versions = this.#byMetric.get(text);
    versions?.shift();
    if (versions?.length === 0) this.#byMetric.delete(text);
  }
}

const textOf = ({ name, fingerprint, asset }: FingerprintedKey): string => `${fingerprint} ${asset} ${name}`;

function versionOf(measurement: Measurement, revision: number, writer: string): Version {
  const { name, fingerprint, asset, dimensions, end } = measurement;
  return { name, fingerprint, asset, dimensions, end, writer, revision, measured: measurement };
}
