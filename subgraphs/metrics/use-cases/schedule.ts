import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Judgement } from '../domain/judgement.ts';
import { type MetricKey, textOfKey } from '../domain/measurement.ts';
import { judgedBy } from '../domain/resume.ts';
import { gridOf, lastClosedEnd } from '../domain/windows.ts';
import type { Progress } from '../ports/evaluation-store.ts';
import type { Arrival } from '../ports/metric-store.ts';

/** A metric that has windows to judge, up to `until`. */
export interface Due {
  metric: MetricKey;
  definition: MetricDefinition;
  /** Start of the earliest window that something arrived for; null when nothing did. */
  reopened: Instant | null;
  until: Instant;
}

/** Windows judged in one round, so that a long absence is caught up in the order of time over all metrics. */
const WINDOWS_PER_ROUND = 20_000;
/** However many metrics there are, each moves on by so many windows a round. */
const LEAST_WINDOWS = 256;

interface Entry {
  metric: MetricKey;
  /** Null until it was judged for the first time. */
  judgedUntil: Instant | null;
  definition: string | null;
  reopened: Instant | null;
}

/** How far every metric has been judged, and what has arrived for it since. */
export class Schedule {
  readonly #entries = new Map<string, Entry>();

  constructor(progress: readonly Progress[]) {
    for (const { name, asset, judgedUntil, definition } of progress)
      this.#entries.set(textOfKey({ name, asset }), {
        metric: { name, asset },
        judgedUntil,
        definition,
        reopened: null,
      });
  }

  /** Notes arrivals that belong to the current definitions. */
  note(arrivals: readonly Arrival[], definitions: ReadonlyMap<string, MetricDefinition>): void {
    for (const { name, asset, fingerprint, earliest } of arrivals) {
      const definition = definitions.get(name);
      if (definition?.fingerprint !== fingerprint) continue;
      const start = gridOf(definition.window, definition.timezone).holding(earliest - 1).start;
      const entry = this.#entryOf({ name, asset });
      entry.reopened = Math.min(entry.reopened ?? start, start);
    }
  }

  /** What is due at `now`, at most to a common horizon. */
  due(definitions: ReadonlyMap<string, MetricDefinition>, now: Instant): Due[] {
    const closed = new Map<string, Instant>();
    for (const [name, { window, timezone, lateness }] of definitions)
      closed.set(name, lastClosedEnd(gridOf(window, timezone), lateness, now));
    const due = [...this.#entries.values()].flatMap((entry): Due[] => {
      const definition = definitions.get(entry.metric.name);
      const until = closed.get(entry.metric.name);
      if (!definition || until === undefined || !isDue(entry, definition, until)) return [];
      return [{ metric: entry.metric, definition, reopened: entry.reopened, until }];
    });
    return this.#withinHorizon(due);
  }

  /** Notes how far these were judged. */
  judged(judgements: readonly Judgement[]): void {
    for (const { metric, definition, standing } of judgements) {
      const entry = this.#entryOf(metric);
      entry.judgedUntil = standing.judgedUntil;
      entry.definition = definition;
      entry.reopened = null;
    }
  }

  #entryOf(metric: MetricKey): Entry {
    const known = this.#entries.get(textOfKey(metric));
    if (known) return known;
    const entry: Entry = { metric, judgedUntil: null, definition: null, reopened: null };
    this.#entries.set(textOfKey(metric), entry);
    return entry;
  }

  #from({ judgedUntil, reopened }: Entry): Instant {
    return Math.min(judgedUntil ?? Number.POSITIVE_INFINITY, reopened ?? Number.POSITIVE_INFINITY);
  }

  #withinHorizon(due: Due[]): Due[] {
    const spans = due.map(({ metric, definition, until }) => {
      const from = this.#from(this.#entryOf(metric));
      return { from, until, length: millisecondsOf(definition.window) };
    });
    const windows = spans.reduce((total, { from, until, length }) => total + Math.max(0, until - from) / length, 0);
    if (windows <= WINDOWS_PER_ROUND) return due;
    const first = spans.reduce((earliest, { from }) => Math.min(earliest, from), Number.POSITIVE_INFINITY);
    const last = spans.reduce((latest, { until }) => Math.max(latest, until), first);
    const horizon = first + ((last - first) * WINDOWS_PER_ROUND) / windows;
    return due.map((one, index) => {
      const { from, until, length } = spans[index] as (typeof spans)[number];
      return { ...one, until: Math.min(until, alignedEnd(one, Math.max(horizon, from + LEAST_WINDOWS * length))) };
    });
  }
}

const alignedEnd = ({ definition }: Due, instant: Instant): Instant =>
  gridOf(definition.window, definition.timezone).holding(instant).start;

function isDue({ judgedUntil, definition, reopened }: Entry, current: MetricDefinition, closed: Instant): boolean {
  if (judgedUntil === null) return reopened !== null;
  if (definition !== judgedBy(current)) return true;
  return judgedUntil < closed || (reopened !== null && reopened < judgedUntil);
}
