import type { Label } from './messages.ts';

/** Trace ids that one series keeps until its next point, and series that do. */
const MOST_IDS = 20;
const MOST_SERIES = 20_000;
const TRACE_LABELS = ['trace_id', 'traceID', 'traceId'];

/** Exemplars come in series of their own, before or after the samples that they belong to: they wait for the next. */
export class Exemplars {
  readonly #waiting = new Map<string, string[]>();

  keep(key: string, labels: readonly Label[]): void {
    const id = labels.find(({ name }) => TRACE_LABELS.includes(name))?.value.toLowerCase();
    if (id === undefined || !/^[\da-f]{16,32}$/.test(id)) return;
    const known = this.#waiting.get(key);
    if (!known && this.#waiting.size >= MOST_SERIES) return;
    this.#waiting.set(key, [...new Set([...(known ?? []), id])].slice(-MOST_IDS));
  }

  take(key: string): string[] {
    const ids = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    return ids;
  }
}
