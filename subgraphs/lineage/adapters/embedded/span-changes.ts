import { sql } from 'kysely';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { edgeKeyOf } from '../../domain/edge.ts';
import { type Interval, reviseEdges, type TimelineChange, touchedEdges } from '../../domain/edge-history.ts';
import type { DeclaredStatement } from '../../domain/statement.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import { type Graph, type Span, timelineNumber } from './graph.ts';
import { roleNumber } from './roles.ts';
import { type Database, places, rows } from './rows.ts';

/** What a batch makes of the spans of one timeline. */
interface WorkingSpans {
  /** By edge key: the spans as the batch has them so far. */
  spans: Map<string, Interval[]>;
  /** By key and validFrom: spans that are written, or taken away. */
  written: Map<string, Interval>;
  removed: Map<string, Interval>;
}

/** What a batch makes of the edges, first gathered, then written, then shown to readers. */
export class SpanChanges {
  private readonly graph: Graph;
  private readonly numbers: AssetNumbers;
  private readonly timelines = new Map<number, WorkingSpans>();

  constructor(graph: Graph, numbers: AssetNumbers) {
    this.graph = graph;
    this.numbers = numbers;
  }

  revise(timeline: number, change: TimelineChange): void {
    const working = this.working(timeline);
    const touched = touchedEdges(change).flatMap((edge) => working.spans.get(edgeKeyOf(edge)) ?? []);
    const { remove, write } = reviseEdges(change, touched);
    for (const span of remove) this.take(working, span);
    for (const span of write) this.put(working, span);
  }

  declare({ edges, author }: DeclaredStatement): void {
    for (const edge of edges) {
      const working = this.working(timelineNumber(this.numbers.nodeOf(edge.to), 'declared'));
      const span = { ...edge, source: author, transformation: null };
      const known = working.spans.get(edgeKeyOf(edge))?.find(({ validFrom }) => validFrom === edge.validFrom);
      if (known?.validTo !== edge.validTo || known.source !== author) this.put(working, span);
    }
  }

  async write(database: Database, recordedAt: Instant): Promise<void> {
    const removed = this.each('removed').map(({ timeline, span }) => this.keyRow(timeline, span));
    if (removed.length > 0)
      await sql`
        delete from edges where (timeline, from_node, to_node, role, valid_from) in
          (select ${places(5)} from ${rows(removed)})
      `.execute(database);
    const written = this.each('written').map(({ timeline, span }) => [
      ...this.keyRow(timeline, span),
      span.validTo,
      span.source,
      textOf(span),
    ]);
    if (written.length > 0)
      await sql`
        insert or replace into edges
          (timeline, from_node, to_node, role, valid_from, valid_to, source, transformation, recorded_at)
        select ${places(8)}, ${recordedAt} from ${rows(written)}
      `.execute(database);
  }

  /** Shows readers what is now durable. The new assets must be in the graph already. */
  show(recordedAt: Instant): void {
    for (const [timeline, { written, removed }] of this.timelines) {
      if (written.size === 0 && removed.size === 0) continue;
      const edges = new Map(
        [...this.graph.edgesOfTimeline(timeline)].map((edge) => [spanKey(this.graph.edge(edge)), edge]),
      );
      for (const key of removed.keys()) {
        const edge = edges.get(key);
        if (edge !== undefined) this.graph.remove(edge);
      }
      for (const [key, span] of written) {
        const edge = edges.get(key);
        if (edge === undefined) this.graph.add(this.spanOf(timeline, span, recordedAt));
        else this.graph.say(edge, this.spanOf(timeline, span, recordedAt));
      }
    }
  }

  private working(timeline: number): WorkingSpans {
    const known = this.timelines.get(timeline);
    if (known) return known;
    const spans = [...this.graph.edgesOfTimeline(timeline)].map((edge) => this.graph.edge(edge));
    const working = { spans: Map.groupBy<string, Interval>(spans, edgeKeyOf), written: new Map(), removed: new Map() };
    this.timelines.set(timeline, working);
    return working;
  }

  private take({ spans, written, removed }: WorkingSpans, span: Interval): void {
    const [key, place] = [edgeKeyOf(span), spanKey(span)];
    spans.set(
      key,
      (spans.get(key) ?? []).filter(({ validFrom }) => validFrom !== span.validFrom),
    );
    written.delete(place);
    removed.set(place, span);
  }

  private put(working: WorkingSpans, span: Interval): void {
    this.take(working, span);
    const { spans, written, removed } = working;
    spans.get(edgeKeyOf(span))?.push(span);
    written.set(spanKey(span), span);
    removed.delete(spanKey(span));
  }

  private each(what: 'written' | 'removed'): { timeline: number; span: Interval }[] {
    return [...this.timelines].flatMap(([timeline, working]) =>
      [...working[what].values()].map((span) => ({ timeline, span })),
    );
  }

  private keyRow(timeline: number, { from, to, role, validFrom }: Interval): (number | string)[] {
    return [timeline, this.numbers.nodeOf(from), this.numbers.nodeOf(to), roleNumber(role), validFrom];
  }

  private spanOf(timeline: number, span: Interval, recordedAt: Instant): Span {
    const { role, validFrom, validTo, source } = span;
    const [from, to] = [this.numbers.nodeOf(span.from), this.numbers.nodeOf(span.to)];
    return { timeline, from, to, role, validFrom, validTo, source, transformation: textOf(span), recordedAt };
  }
}

const spanKey = (span: Interval): string => `${edgeKeyOf(span)} ${span.validFrom}`;

const textOf = ({ transformation }: Interval): string | null =>
  transformation ? JSON.stringify(transformation) : null;
