import { type Instant, type Milliseconds, millisecondsOf } from '../../../vocabulary/duration.ts';
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
  readonly #names = new Set<string>();

  constructor(progress: readonly Progress[]) {
    for (const { name, asset, judgedUntil, definition } of progress)
      this.#add({ metric: { name, asset }, judgedUntil, definition, reopened: null });
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
    const waiting: Waiting[] = [];
    for (const entry of this.#entries.values()) {
      const definition = definitions.get(entry.metric.name);
      const until = closed.get(entry.metric.name);
      if (!definition || until === undefined || !isDue(entry, definition, until)) continue;
      waiting.push({ entry, definition, from: firstOf(entry), until, length: millisecondsOf(definition.window) });
    }
    return withinHorizon(waiting);
  }

  /** When the next window of a metric closes after `now`; null without metrics. */
  nextClose(definitions: ReadonlyMap<string, MetricDefinition>, now: Instant): Instant | null {
    let next = Number.POSITIVE_INFINITY;
    for (const name of this.#names) {
      const definition = definitions.get(name);
      if (definition) next = Math.min(next, closeAfter(definition, now));
    }
    return Number.isFinite(next) ? next : null;
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
    return known ?? this.#add({ metric, judgedUntil: null, definition: null, reopened: null });
  }

  #add(entry: Entry): Entry {
    this.#entries.set(textOfKey(entry.metric), entry);
    this.#names.add(entry.metric.name);
    return entry;
  }
}

/** An entry that has windows to judge, from one instant to another. */
interface Waiting {
  entry: Entry;
  definition: MetricDefinition;
  from: Instant;
  until: Instant;
  length: Milliseconds;
}

const firstOf = ({ judgedUntil, reopened }: Entry): Instant =>
  Math.min(judgedUntil ?? Number.POSITIVE_INFINITY, reopened ?? Number.POSITIVE_INFINITY);

function withinHorizon(waiting: readonly Waiting[]): Due[] {
  let [windows, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { from, until, length } of waiting) {
    windows += Math.max(0, until - from) / length;
    first = Math.min(first, from);
    last = Math.max(last, until);
  }
  const horizon =
    windows <= WINDOWS_PER_ROUND ? Number.POSITIVE_INFINITY : first + ((last - first) * WINDOWS_PER_ROUND) / windows;
  return waiting.map(({ entry: { metric, reopened }, definition, from, until, length }) => {
    const end = Math.max(horizon, from + LEAST_WINDOWS * length);
    return { metric, definition, reopened, until: end >= until ? until : alignedEnd(definition, end) };
  });
}

function closeAfter({ window, timezone, lateness }: MetricDefinition, now: Instant): Instant {
  const late = millisecondsOf(lateness);
  return gridOf(window, timezone).holding(now - late).end + late;
}

const alignedEnd = ({ window, timezone }: MetricDefinition, instant: Instant): Instant =>
  gridOf(window, timezone).holding(instant).start;

function isDue({ judgedUntil, definition, reopened }: Entry, current: MetricDefinition, closed: Instant): boolean {
  if (judgedUntil === null) return reopened !== null;
  if (definition !== judgedBy(current)) return true;
  return judgedUntil < closed || (reopened !== null && reopened < judgedUntil);
}
