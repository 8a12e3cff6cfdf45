import type { Clock } from '../../../../platform/clock.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Arrival } from '../../ports/metric-store.ts';
import type { AnsweredSeries } from './client.ts';
import { ARRIVAL, keyOf, labelsOf } from './names.ts';
import type { SeenStore } from './versions.ts';

/** What arrived in so long is told write by write; of what is older the store tells the earliest end only. */
const RECENT = 5 * 60_000;
/** Another process's clock may be behind, and what it wrote takes a second to be seen: so far back is looked again. */
const OVERLAP = 10_000;

/**
 * What arrived, by every process that writes to the store. A cursor is a time; within the overlap behind it, what was
 * told is remembered, so that it is not told again.
 */
export class Arrivals {
  readonly #store: SeenStore;
  readonly #clock: Clock;
  readonly #told = new Map<string, Instant>();

  constructor(store: SeenStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async after(cursor: Instant): Promise<{ arrivals: Arrival[]; cursor: Instant }> {
    const now = this.#clock();
    const from = Math.max(0, cursor - OVERLAP);
    const recently = Math.max(from, now - RECENT);
    const [old, shown] = await Promise.all([
      recently > from ? this.#query(`min_over_time(${this.#range(recently - from)})`, recently) : [],
      this.#query(this.#range(now + OVERLAP - recently), now + OVERLAP),
    ]);
    const recent = [...shown, ...this.#written()];
    const arrived = old.flatMap(({ labels, samples }) => samples.map(({ value }) => ({ labels, earliest: value })));
    for (const { labels, samples } of recent)
      for (const { time, value } of samples)
        if (this.#isNews(time, labels, cursor)) arrived.push({ labels, earliest: value });
    const newest = newestIn(recent, old.length > 0 ? Math.max(cursor, recently) : cursor);
    this.#forgetBefore(newest - OVERLAP);
    return { arrivals: earliestOfEach(arrived), cursor: newest };
  }

  #range = (length: number): string => `${this.#store.client.select({ __name__: ARRIVAL })}[${length}ms]`;

  #written = (): AnsweredSeries[] =>
    this.#store.recent.arrivals().map(({ time, earliest, writer, ...key }) => ({
      labels: { ...labelsOf(key), writer },
      samples: [{ time, value: earliest }],
    }));

  #query = (expression: string, at: Instant): Promise<AnsweredSeries[]> => this.#store.client.query(expression, at);

  /** What lies before the cursor and was not told by this process was told by one before it, or came late. */
  #isNews(time: Instant, labels: Record<string, string>, cursor: Instant): boolean {
    const id = `${time} ${labels.writer} ${labels.fingerprint} ${labels.asset} ${labels.metric}`;
    if (this.#told.has(id)) return false;
    this.#told.set(id, time);
    return time > cursor - OVERLAP;
  }

  #forgetBefore(time: Instant): void {
    for (const [id, toldAt] of this.#told) if (toldAt < time) this.#told.delete(id);
  }
}

const newestIn = (answers: AnsweredSeries[], least: Instant): Instant =>
  answers.reduce((newest, { samples }) => samples.reduce((later, { time }) => Math.max(later, time), newest), least);

function earliestOfEach(arrived: { labels: Record<string, string>; earliest: Instant }[]): Arrival[] {
  const byMetric = new Map<string, Arrival>();
  for (const { labels, earliest } of arrived) {
    const key = keyOf(labels);
    const text = `${key.fingerprint} ${key.name} ${key.asset}`;
    byMetric.set(text, { ...key, earliest: Math.min(earliest, byMetric.get(text)?.earliest ?? earliest) });
  }
  return [...byMetric.values()];
}
