import type { Instant } from '../../../../vocabulary/duration.ts';
import type { TakenIn } from '../../ports/metric-store.ts';
import { keyOf, PREFIX } from './names.ts';
import { inQueries } from './selector.ts';
import type { SeenStore } from './versions.ts';

/** What was taken in since ended not long before, or is yet to end. */
const LOOK_BACK_DAYS = 8;
const AHEAD = 86_400_000;

/** Dimensions of metrics by these names, each with when something was taken in for it last, after a time. */
export async function readDimensions(
  { client, recent }: SeenStore,
  names: readonly string[],
  time: Instant,
  now: Instant,
): Promise<TakenIn[]> {
  const shown = await Promise.all(
    inQueries(names).map((metric) => {
      const selector = client.select({ __name__: `${PREFIX}recorded_at`, metric, dimensions: { not: '' } });
      const newest = `max by (metric, asset, dimensions) (max_over_time(${selector}[${LOOK_BACK_DAYS}d]))`;
      return client.query(newest, now + AHEAD);
    }),
  );
  const stored = shown.flat().map(({ labels: { dimensions = '', ...labels }, samples }) => {
    const { name, asset } = keyOf(labels);
    return { name, asset, dimensions, recordedAt: samples.at(-1)?.value ?? 0 };
  });
  const written = recent.versionsOf(names).map(({ name, asset, dimensions, measured }) => ({
    name,
    asset,
    dimensions,
    recordedAt: measured?.recordedAt ?? 0,
  }));
  return [...stored, ...written].filter(({ dimensions, recordedAt }) => dimensions !== '' && recordedAt > time);
}
