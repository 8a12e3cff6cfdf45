import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Measurement } from '../../domain/measurement.ts';
import { ARRIVAL, labelsOf, PREFIX } from './names.ts';
import type { RecentArrival } from './recent.ts';
import type { WrittenSeries } from './remote-write.ts';
import type { Revised } from './revisions.ts';
import { partsOf } from './samples.ts';

/** The series of a write: the parts of each measurement at its end, and the arrivals at the time of the write. */
export function writtenSeriesOf(
  revised: readonly Revised[],
  arrivals: readonly RecentArrival[],
  writer: string,
): Iterable<WrittenSeries> {
  const all = new Map<string, WrittenSeries>();
  const add = (labels: Record<string, string>, sample: { time: Instant; value: number }) => {
    const id = JSON.stringify(Object.values(labels));
    const known = all.get(id);
    if (known) known.samples.push(sample);
    else all.set(id, { labels, samples: [sample] });
  };
  for (const { measurement, revision } of revised) {
    const { dimensions, end } = measurement;
    const shared = {
      ...labelsOf(measurement),
      ...(dimensions === '' ? {} : { dimensions }),
      writer,
      revision: `${revision}`,
    };
    for (const { name, labels, value } of partsOf(measurement))
      add({ __name__: PREFIX + name, ...shared, ...labels }, { time: end, value });
  }
  for (const { time, earliest, ...key } of arrivals)
    add({ __name__: ARRIVAL, ...labelsOf(key), writer }, { time, value: earliest });
  return all.values();
}

/** What a write brings, one a metric. */
export function arrivalsOf(
  measurements: readonly Measurement[],
  { writer, time }: { writer: string; time: Instant },
): RecentArrival[] {
  const byMetric = new Map<string, RecentArrival>();
  for (const { name, fingerprint, asset, end } of measurements) {
    const id = `${fingerprint} ${asset} ${name}`;
    const earliest = Math.min(end, byMetric.get(id)?.earliest ?? end);
    byMetric.set(id, { name, fingerprint, asset, writer, time, earliest });
  }
  return [...byMetric.values()];
}
