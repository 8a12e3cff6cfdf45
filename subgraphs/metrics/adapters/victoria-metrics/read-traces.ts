import type { Instant } from '../../../../vocabulary/duration.ts';
import type { MetricKey } from '../../domain/measurement.ts';
import { textOf } from './exact.ts';
import { PREFIX } from './names.ts';
import type { SeenStore } from './versions.ts';

/** The traces that measurements ending in (after, until] named, newest first, each once. */
export async function readTraces(
  { client, recent }: SeenStore,
  { name, asset }: MetricKey,
  { after, until, first }: { after: Instant; until: Instant; first: number },
): Promise<string[]> {
  const length = until - Math.max(0, after);
  if (length <= 0) return [];
  const selector = client.select({ __name__: `${PREFIX}trace`, metric: name, asset });
  const answers = await client.query(`${selector}[${length}ms]`, until);
  const traces = new Map<string, { end: Instant; place: number; integers: number[] }>();
  for (const { labels, samples } of answers)
    for (const { time: end, value } of samples) {
      const { trace = '', part, ...others } = labels;
      const id = `${end} ${trace} ${Object.values(others).join('\n')}`;
      const known = traces.get(id) ?? { end, place: Number(trace), integers: [] };
      known.integers[Number(part)] = value;
      traces.set(id, known);
    }
  const shown = [...traces.values()].map(({ integers, ...place }) => ({ ...place, id: textOf(integers) }));
  const written = recent
    .versionsOfMetric({ name, asset })
    .filter(({ end }) => end > after && end <= until)
    .flatMap(({ end, measured }) => (measured?.traceIds ?? []).map((id, place) => ({ end, place, id })));
  const newestFirst = [...shown, ...written].sort((a, b) => b.end - a.end || a.place - b.place);
  return [...new Set(newestFirst.map(({ id }) => id))].slice(0, first);
}
