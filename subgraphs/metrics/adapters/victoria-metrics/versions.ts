import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { FingerprintedKey, KeptMeasurement } from '../../domain/measurement.ts';
import type { AnsweredSeries, MetricsClient } from './client.ts';
import { ARRIVAL, keyOf, PREFIX } from './names.ts';
import type { Recent } from './recent.ts';
import { type Parted, PartsFound } from './samples.ts';
import { inQueries } from './selector.ts';

/** All that was written of metrics of one definition for ends in (after, until]. */
export interface VersionsQuestion {
  name: string;
  fingerprint: string;
  assets: readonly AssetId[];
  after: Instant;
  until: Instant;
  /** Only what this one wrote; everyone's when left out. */
  writer?: string;
}

/** What one writer wrote of one end of one series as its revision-th time. */
export interface Version extends FingerprintedKey {
  dimensions: string;
  end: Instant;
  writer: string;
  revision: number;
  /** Null while only a part of it can be seen. */
  measured: Parted | null;
}

/** A store, and what was written to it so lately that it may not show it yet. */
export interface SeenStore {
  client: MetricsClient;
  recent: Recent;
}

/** Samples are not taken from further ahead, so that nothing is there. */
const FURTHEST_AHEAD = 3 * 86_400_000;

/** Every version, those of which only a part is there too. */
export async function versionsOf({ client, recent }: SeenStore, question: VersionsQuestion): Promise<Version[]> {
  const { name, fingerprint, assets, after, until, writer } = question;
  const shown = await shownVersions(client, question);
  const written = assets
    .flatMap((asset) => recent.versions({ name, fingerprint, asset }, after, until))
    .filter((version) => writer === undefined || version.writer === writer);
  if (written.length === 0) return shown;
  const byId = new Map(shown.map((version) => [idOf(version), version]));
  for (const version of written) byId.set(idOf(version), version);
  return [...byId.values()];
}

async function shownVersions(client: MetricsClient, question: VersionsQuestion): Promise<Version[]> {
  const { name, fingerprint, assets, after, until, writer } = question;
  const at = Math.min(until, Date.now() + FURTHEST_AHEAD);
  const length = at - Math.max(0, Math.ceil(after));
  if (length <= 0) return [];
  const answers = await Promise.all(
    inQueries(assets).map((asset) => {
      const conditions = { metric: name, fingerprint, asset, ...(writer ? { writer } : {}) };
      return client.query(`${client.select({ ...conditions, __name__: { not: ARRIVAL } })}[${length}ms]`, at);
    }),
  );
  return gathered(answers.flat());
}

function gathered(answers: AnsweredSeries[]): Version[] {
  const versions = new Map<string, { version: Version; parts: PartsFound }>();
  for (const { labels, samples } of answers) {
    const { __name__: fullName = '', dimensions = '', writer = '', revision = '' } = labels;
    const name = fullName.slice(PREFIX.length);
    const series = { ...keyOf(labels), dimensions, writer, revision: Number(revision), measured: null };
    const text = idOf(series);
    for (const { time: end, value } of samples) {
      const id = `${end} ${text}`;
      let found = versions.get(id);
      if (!found) {
        found = { version: { ...series, end }, parts: new PartsFound() };
        versions.set(id, found);
      }
      found.parts.add({ name, labels, value });
    }
  }
  return [...versions.values()].map(({ version, parts }) => ({ ...version, measured: parts.measured() }));
}

const idOf = ({ asset, writer, revision, dimensions, end }: Omit<Version, 'end'> & { end?: Instant }): string =>
  `${end} ${asset}\n${writer} ${revision}\n${dimensions}`;

/** The measurement that counts of each end, duration and series, by end: the last that was written. */
export function newestOf(versions: readonly Version[]): KeptMeasurement[] {
  const newest = new Map<string, { version: Version; measurement: KeptMeasurement }>();
  for (const version of versions) {
    const { name, fingerprint, asset, dimensions, end } = version;
    if (!version.measured) continue;
    const parted = version.measured;
    const id = `${end} ${parted.duration} ${asset}\n${dimensions}`;
    const known = newest.get(id);
    const firstRecordedAt = Math.min(parted.recordedAt, known?.measurement.firstRecordedAt ?? Number.POSITIVE_INFINITY);
    const { duration, components, traceIds, recordedAt } = parted;
    const measurement = {
      name,
      fingerprint,
      asset,
      dimensions,
      end,
      duration,
      components,
      traceIds,
      recordedAt,
      firstRecordedAt,
    };
    if (!known || isLater({ version, measurement }, known)) newest.set(id, { version, measurement });
    else known.measurement.firstRecordedAt = firstRecordedAt;
  }
  return [...newest.values()]
    .map(({ measurement }) => measurement)
    .sort((a, b) => a.end - b.end || (a.dimensions < b.dimensions ? -1 : 1));
}

type Written = { version: Version; measurement: KeptMeasurement };

/** A writer counts its revisions; between writers the clock decides. */
function isLater(a: Written, b: Written): boolean {
  if (a.version.writer === b.version.writer) return a.version.revision > b.version.revision;
  const between = a.measurement.recordedAt - b.measurement.recordedAt;
  return between > 0 || (between === 0 && a.version.writer > b.version.writer);
}
