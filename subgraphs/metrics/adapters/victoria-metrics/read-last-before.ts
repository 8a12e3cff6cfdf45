import type { Instant } from '../../../../vocabulary/duration.ts';
import type { KeptMeasurement } from '../../domain/measurement.ts';
import { keyOf, PREFIX, seriesText } from './names.ts';
import { inQueries } from './selector.ts';
import { newestOf, type SeenStore, type VersionsQuestion, versionsOf } from './versions.ts';

/** How far back is looked first, and how many times as far each time after. */
const FIRST_LOOK = 86_400_000;
const FURTHER = 8;

/** The newest measurement of each series that ends by a time. */
export async function readLastBefore(
  store: SeenStore,
  question: VersionsQuestion,
  time: Instant,
): Promise<KeptMeasurement[]> {
  const missing = await seriesBy(store, question, time);
  const found: KeptMeasurement[] = [];
  let until = time;
  for (let length = FIRST_LOOK; missing.size > 0 && until > 0; length *= FURTHER) {
    const after = Math.max(0, until - length);
    const measurements = newestOf(await versionsOf(store, { ...question, after, until }));
    for (const one of measurements.toReversed()) if (missing.delete(seriesText(one))) found.push(one);
    until = after;
  }
  return found.sort((a, b) => a.end - b.end);
}

/** The series that have anything by a time. */
async function seriesBy(
  { client, recent }: SeenStore,
  question: VersionsQuestion,
  time: Instant,
): Promise<Set<string>> {
  const { name, fingerprint, assets } = question;
  if (time <= 0) return new Set();
  const answers = await Promise.all(
    inQueries(assets).map((asset) =>
      client.series(client.select({ __name__: `${PREFIX}duration`, metric: name, fingerprint, asset }), time),
    ),
  );
  const shown = answers.flat().map(({ dimensions = '', ...labels }) => ({ ...keyOf(labels), dimensions }));
  const written = assets.flatMap((asset) => recent.versions({ name, fingerprint, asset }, 0, time));
  return new Set([...shown, ...written].map(seriesText));
}
