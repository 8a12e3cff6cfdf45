import type { LeftOut } from '../../subgraphs/metrics/index.ts';

/** Counts samples that become no point, by name and reason. */
export class LeftOutSamples {
  readonly #parts = new Map<string, LeftOut>();

  add(instrument: string, reason: string, count: number): void {
    const key = `${instrument}\n${reason}`;
    const known = this.#parts.get(key);
    if (known) known.count += count;
    else if (count > 0) this.#parts.set(key, { protocol: 'PROMETHEUS', instrument, reason, count });
  }

  all(): LeftOut[] {
    return [...this.#parts.values()];
  }
}
