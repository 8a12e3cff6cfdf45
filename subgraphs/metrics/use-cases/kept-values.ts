import type { Instant } from '../../../vocabulary/duration.ts';
import type { ValuedWindow } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { judgedBy } from '../domain/resume.ts';
import { gridOf, type Span } from '../domain/windows.ts';

/** All windows with data that begin within [start, end), oldest first. */
export interface ValuesWithin extends Span {
  windows: readonly ValuedWindow[];
}

/** The same by columns of plain numbers: they take a fifth of the room, and collecting garbage does not look into them. */
interface Columns extends Span {
  definition: MetricDefinition;
  starts: readonly number[];
  /** NaN for a window without a value that counts. */
  values: readonly number[];
}

/** Windows kept of all metrics, of 16 bytes each. */
const MOST_WINDOWS = 1_000_000;

/**
 * Values of the windows that moving baselines look back at, by the text of a metric, so that only what came since has to
 * be read for the next baseline. The least lately asked metrics go first.
 */
export class KeptValues {
  readonly #kept = new Map<string, Columns>();
  readonly #most: number;
  #windows = 0;

  constructor(mostWindows = MOST_WINDOWS) {
    this.#most = mostWindows;
  }

  /** All that is kept of a metric, when windows from `start` on are, computed as the definition has it; else null. */
  of(metric: string, definition: MetricDefinition, start: Instant): ValuesWithin | null {
    const kept = this.#kept.get(metric);
    if (!kept || judgedBy(kept.definition) !== judgedBy(definition)) return null;
    if (start < kept.start || start > kept.end) return null;
    this.#kept.delete(metric);
    this.#kept.set(metric, kept);
    const windows = kept.starts.map((at, place): ValuedWindow => {
      const value = kept.values[place] ?? Number.NaN;
      return { start: at, value: Number.isNaN(value) ? null : value };
    });
    return { start: kept.start, end: kept.end, windows };
  }

  /** Keeps those that begin at `since` or later; where what is kept reaches as far, of that. */
  keep(metric: string, definition: MetricDefinition, values: ValuesWithin, since: Instant): void {
    const kept = this.#kept.get(metric);
    const reachesAsFar = kept && judgedBy(kept.definition) === judgedBy(definition) && kept.end >= values.end;
    this.#set(metric, startingAt(since, reachesAsFar ? kept : columnsOf(definition, values)));
    this.#trim();
  }

  /** Adds those that follow what is kept of a metric; nothing where something between them is not known. */
  extend(metric: string, definition: MetricDefinition, values: ValuesWithin): void {
    const kept = this.#kept.get(metric);
    if (!kept || judgedBy(kept.definition) !== judgedBy(definition)) return;
    if (values.start > kept.end || values.end <= kept.end) return;
    const { starts, values: added } = startingAt(kept.end, columnsOf(definition, values));
    this.#set(metric, {
      ...{ definition, start: kept.start, end: values.end },
      starts: [...kept.starts, ...starts],
      values: [...kept.values, ...added],
    });
    this.#trim();
  }

  /** Forgets the window in which a measurement ends, and those after it. */
  forgetFrom(metric: string, earliest: Instant): void {
    const kept = this.#kept.get(metric);
    if (!kept || earliest > kept.end) return;
    const { definition, start, starts, values } = kept;
    const end = gridOf(definition.window, definition.timezone).holding(earliest - 1).start;
    const held = starts.filter((at) => at < end);
    if (end <= start) this.#drop(metric);
    else this.#set(metric, { definition, start, end, starts: held, values: values.slice(0, held.length) });
  }

  forgetAll(): void {
    this.#kept.clear();
    this.#windows = 0;
  }

  #trim(): void {
    // Even to find the first key of a map takes long after many were deleted.
    if (this.#windows <= this.#most) return;
    for (const oldest of this.#kept.keys()) {
      if (this.#windows <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #set(metric: string, columns: Columns): void {
    this.#drop(metric);
    this.#kept.set(metric, columns);
    this.#windows += columns.starts.length;
  }

  #drop(metric: string): void {
    this.#windows -= this.#kept.get(metric)?.starts.length ?? 0;
    this.#kept.delete(metric);
  }
}

const columnsOf = (definition: MetricDefinition, { start, end, windows }: ValuesWithin): Columns => ({
  ...{ definition, start, end },
  starts: windows.map((window) => window.start),
  values: windows.map(({ value }) => value ?? Number.NaN),
});

function startingAt(since: Instant, columns: Columns): Columns {
  const { start, starts, values } = columns;
  if (start >= since) return columns;
  const first = starts.findIndex((at) => at >= since);
  const from = first < 0 ? starts.length : first;
  return { ...columns, start: since, starts: starts.slice(from), values: values.slice(from) };
}
