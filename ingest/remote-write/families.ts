import type { WriteRequest } from './messages.ts';
import type { Series } from './series.ts';

/** Numbers of prompb's MetricMetadata.MetricType. */
const TYPES = ['UNKNOWN', 'COUNTER', 'GAUGE', 'HISTOGRAM', 'GAUGEHISTOGRAM', 'SUMMARY', 'INFO', 'STATESET'] as const;
type FamilyType = (typeof TYPES)[number];

interface Family {
  type: FamilyType;
  unit: string | null;
}

/** Families whose metadata is remembered; it comes again every minute. */
const MOST_FAMILIES = 50_000;

/** What senders told of metrics by their families' names, of which samples say nothing. */
export class Families {
  readonly #known = new Map<string, Family>();

  hear(metadata: WriteRequest['metadata']): void {
    for (const { type, metricFamilyName, unit } of metadata) {
      if (this.#known.size >= MOST_FAMILIES) this.#known.clear();
      this.#known.set(metricFamilyName, { type: TYPES[type] ?? 'UNKNOWN', unit: UNITS[unit] ?? null });
    }
  }

  /** Whether a series counts up from zero: by its metadata, and by its name before any came. */
  isCounter(name: string): boolean {
    const { type = 'UNKNOWN' } = this.#known.get(name) ?? this.#known.get(withoutTotal(name)) ?? {};
    if (type !== 'UNKNOWN') return type === 'COUNTER';
    return /_(total|count|bucket|sum)$/.test(name);
  }

  /** Whether a name is that of quantiles, beside which a sum and a count come. */
  isSummary = (name: string): boolean => this.#known.get(name)?.type === 'SUMMARY';

  /** UCUM's code of the unit: by the metadata, else by the name, which ends in a base unit by Prometheus' own rule. */
  unitOf(name: string): string | null {
    const stated = this.#known.get(name)?.unit;
    if (stated) return stated;
    const [, word = ''] = /_([a-z]+)$/.exec(withoutTotal(name)) ?? [];
    return Object.hasOwn(UNITS, word) ? (UNITS[word] ?? null) : null;
  }
}

const withoutTotal = (name: string): string => name.replace(/_total$/, '');

/** Base units of prometheus.io/docs/practices/naming, in UCUM. */
const UNITS: Record<string, string> = {
  seconds: 's',
  bytes: 'By',
  ratio: '1',
  celsius: 'Cel',
  meters: 'm',
  grams: 'g',
  joules: 'J',
  volts: 'V',
  amperes: 'A',
};

/** Which part of a classic histogram or summary a series is, and of which. */
export interface Piece {
  family: string;
  part: 'bucket' | 'sum' | 'count';
}

/** A series read by its name as a piece; null when its name is that of no piece. */
export function pieceOf({ name, labels }: Series): Piece | null {
  const [, family, part] = /^(.+)_(bucket|sum|count)$/.exec(name) ?? [];
  if (family === undefined || part === undefined) return null;
  if (part === 'bucket' && labels.le === undefined) return null;
  return { family, part: part as Piece['part'] };
}
