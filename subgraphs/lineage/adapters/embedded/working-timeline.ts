import type { Instant } from '../../../../vocabulary/duration.ts';
import type { TimelineChange } from '../../domain/edge-history.ts';
import { type Resolve, resolvedEdges } from '../../domain/identity.ts';
import { pointOf, type TimelinePoint } from '../../domain/timeline.ts';
import type { EdgeSet } from './edge-sets.ts';

/** The part of a timeline that a batch works on. */
export class WorkingTimeline {
  /** In order. */
  private readonly times: Instant[] = [];
  private readonly points = new Map<Instant, Map<string, EdgeSet>>();
  private readonly resolve: Resolve | null;

  /** @param resolve null where every id stands for itself. */
  constructor(resolve: Resolve | null) {
    this.resolve = resolve;
  }

  place(time: Instant, source: string, set: EdgeSet): void {
    const point = this.points.get(time);
    if (point) point.set(source, set);
    else {
      this.points.set(time, new Map([[source, set]]));
      this.times.splice(this.placeOf(time), 0, time);
    }
  }

  /** Sets or takes away what one source states at a time; null when that can change no edge. */
  replace(time: Instant, source: string, set: EdgeSet | null): TimelineChange | null {
    const place = this.placeOf(time);
    const previous = this.times[place - 1];
    const next = this.times[this.times[place] === time ? place + 1 : place];
    const before = new Map(this.points.get(time));
    if (set) this.place(time, source, set);
    else this.take(time, source);
    const after = this.points.get(time);
    const governing = previous === undefined ? undefined : this.points.get(previous);
    if (saysTheSame(governing, before) && saysTheSame(governing, after)) return null;
    return {
      time,
      before: this.pointAt(time, before),
      after: this.pointAt(time, after),
      previous: previous === undefined ? null : this.pointAt(previous, governing),
      next: next === undefined ? null : this.pointAt(next, this.points.get(next)),
    };
  }

  /** Every point, in order. */
  all(): TimelinePoint[] {
    return this.times.flatMap((time) => this.pointAt(time, this.points.get(time)) ?? []);
  }

  private pointAt(time: Instant, point: Map<string, EdgeSet> | undefined): TimelinePoint | null {
    const parts = [...(point ?? [])].map(([source, { edges }]) => ({
      time,
      source: source || null,
      edges: this.resolve ? resolvedEdges(edges, this.resolve) : edges,
    }));
    return pointOf(parts);
  }

  private take(time: Instant, source: string): void {
    const point = this.points.get(time);
    point?.delete(source);
    if (point?.size !== 0) return;
    this.points.delete(time);
    this.times.splice(this.placeOf(time), 1);
  }

  /** Where a time is, or would be. */
  private placeOf(time: Instant): number {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] as Instant) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether a point, or no point, leaves things as the point before has them: most runs state what the run before did. */
function saysTheSame(governing: Map<string, EdgeSet> | undefined, point: Map<string, EdgeSet> | undefined): boolean {
  if (!point || point.size === 0) return true;
  const digests = new Set([...point.values(), ...(governing?.values() ?? [])].map(({ digest }) => digest));
  return governing !== undefined && digests.size === 1;
}
