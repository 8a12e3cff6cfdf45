import { type Clock, systemClock } from '../../../platform/clock.ts';
import { answerOf } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { KeptMeasurement, MetricKey } from '../domain/measurement.ts';
import type { MeasurementQuery, MetricStore } from '../ports/metric-store.ts';
import { type Batch, CommitQueue, lastOfEach } from './commit-queue.ts';
import { Arrivals } from './victoria-metrics/arrivals.ts';
import { metricsClient } from './victoria-metrics/client.ts';
import { Delivery } from './victoria-metrics/delivery.ts';
import { openJournal } from './victoria-metrics/journal.ts';
import { KnownMetrics } from './victoria-metrics/known-metrics.ts';
import { readDimensions } from './victoria-metrics/read-dimensions.ts';
import { readMeasurements } from './victoria-metrics/read-measurements.ts';
import { readTraces } from './victoria-metrics/read-traces.ts';
import { Recent } from './victoria-metrics/recent.ts';
import { writeRequestOf } from './victoria-metrics/remote-write.ts';
import { Revisions } from './victoria-metrics/revisions.ts';
import { versionsOf } from './victoria-metrics/versions.ts';
import { arrivalsOf, writtenSeriesOf } from './victoria-metrics/written-series.ts';

/** Measurements written at once, so that no request meets the store's bound of 32 MB. */
const AT_ONCE = 5_000;

/**
 * Measurements in VictoriaMetrics, or in another store with Prometheus' remote write in and PromQL out. Each component
 * is a series of its own, see docs/adr/015. What is acknowledged is in the store, and in a journal for as long as the
 * store may keep it in memory only.
 */
export async function victoriaMetricsStore(
  address: string,
  dataDirectory: string,
  clock: Clock = systemClock,
): Promise<MetricStore> {
  const journal = await openJournal(dataDirectory);
  const client = metricsClient(address);
  const delivery = new Delivery(client, journal, clock);
  const recent = new Recent(clock);
  const store = { client, recent };
  const revisions = new Revisions((question) => delivery.whole(() => versionsOf(store, question)), journal.writer);
  const arrivals = new Arrivals(store, clock);
  const known = new KnownMetrics(client, clock);
  let lastWrite = 0;

  async function write({ measurements, reckonedFrom }: Batch): Promise<void> {
    await known.loaded();
    const revised = await revisions.of(measurements, (one) => !known.index.has(one));
    // Each write has a time of its own, so that no arrival hides another.
    lastWrite = Math.max(clock(), lastWrite + 1);
    const { writer } = journal;
    const arrived = arrivalsOf(measurements, { writer, time: lastWrite });
    try {
      await delivery.write(writeRequestOf(writtenSeriesOf(revised, arrived, writer)), reckonedFrom);
    } catch (fault) {
      revisions.forget(measurements);
      throw fault;
    }
    recent.add(revised, arrived, writer);
    revisions.note(measurements);
    for (const one of measurements) known.index.add(one);
  }

  const queue = new CommitQueue(async ({ measurements, reckonedFrom }) => {
    const all = lastOfEach(measurements);
    for (let start = 0; start < all.length; start += AT_ONCE) {
      const part = all.slice(start, start + AT_ONCE);
      const isLast = start + AT_ONCE >= all.length;
      await write({ measurements: part, reckonedFrom: isLast ? reckonedFrom : [] });
    }
    if (all.length === 0) await journal.keepCumulative(reckonedFrom);
  });
  const whole = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => answerOf('metrics', () => delivery.whole(ask));
  const knowing = <Answer>(ask: (index: KnownMetrics['index']) => Answer): Promise<Answer> =>
    answerOf('metrics', async () => {
      await known.fresh();
      return ask(known.index);
    });

  return {
    record: (measurements, reckonedFrom = []) =>
      answerOf('metrics', async () => {
        if (measurements.length > 0 || reckonedFrom.length > 0) await queue.record({ measurements, reckonedFrom });
      }),
    lastPoints: (protocol, most) => answerOf('metrics', () => journal.lastPoints(protocol, most)),
    measurements: (queries: readonly MeasurementQuery[]): Promise<KeptMeasurement[][]> =>
      whole(() => readMeasurements(store, queries)),
    observed: (question) => knowing((index) => index.observed(question)),
    namesOf: (assets: readonly AssetId[]) => knowing((index) => index.namesOf(assets)),
    assets: () => knowing((index) => index.assets()),
    exemplars: (metric: MetricKey, after: Instant, until: Instant, first: number) =>
      whole(() => readTraces(store, metric, { after, until, first })),
    arrivalsAfter: (cursor) =>
      whole(async () => {
        const arrived = await arrivals.after(cursor);
        for (const one of arrived.arrivals) known.index.add(one);
        return arrived;
      }),
    dimensionsSince: (names, time) => whole(() => readDimensions(store, names, time, clock())),
    // It rounds what it adds up, and does not know which revision counts.
    numbers: null,
    rollUps: null,
    // Nothing but whole series can be removed from it.
    condensing: null,
    ping: () => answerOf('metrics', async () => void (await client.query('1', clock()))),
    async close() {
      await queue.idle();
      await client.close();
      await journal.close();
    },
  };
}
