import { sql } from 'kysely';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Edge, edgeKeyOf, sameSaying } from '../../domain/edge.ts';
import {
  declaredSpan,
  intervalsOf,
  observedSpan,
  reviseEdges,
  type TimelineChange,
  touchedEdges,
} from '../../domain/edge-history.ts';
import type { DeclaredStatement } from '../../domain/statement.ts';
import type { TimelinePoint } from '../../domain/timeline.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import { type Graph, type Span, timelineNumber } from './graph.ts';
import { roleNumber } from './roles.ts';
import { type Database, places, rows } from './rows.ts';

/** What a batch makes of the spans of one timeline. */
interface WorkingSpans {
  /** By edge key: the spans as the batch has them so far. */
  spans: Map<string, Edge[]>;
  /** By span key: those that the batch came by, as they were before; undefined where there was none. */
  before: Map<string, Edge | undefined>;
  /** By span key: those that it put or left in place of them; undefined where there is none. */
  after: Map<string, Edge | undefined>;
}

/** A span of a timeline before a batch and after it. */
interface SpanChange {
  timeline: number;
  was: Edge | undefined;
  is: Edge | undefined;
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
    for (const span of remove) this.replace(working, span, undefined);
    for (const span of write) this.replace(working, span, observedSpan(span));
  }

  /** Makes the spans of a timeline anew from all of its points. */
  rebuild(timeline: number, points: readonly TimelinePoint[]): void {
    const working = this.working(timeline);
    for (const span of [...working.spans.values()].flat()) this.replace(working, span, undefined);
    for (const span of intervalsOf(points)) this.replace(working, span, observedSpan(span));
  }

  /** Declares a span between other assets, in the place of one that is declared. */
  moveDeclared(was: Edge, is: Edge): void {
    this.replace(this.working(timelineNumber(this.numbers.nodeOf(was.to), 'declared')), was, undefined);
    this.replace(this.working(timelineNumber(this.numbers.nodeOf(is.to), 'declared')), is, is);
  }

  declare(statement: DeclaredStatement): void {
    for (const edge of statement.edges) {
      const working = this.working(timelineNumber(this.numbers.nodeOf(edge.to), 'declared'));
      this.replace(working, edge, declaredSpan(edge, statement));
    }
  }

  async write(database: Database, recordedAt: Instant): Promise<void> {
    const changes = this.changes();
    const gone = changes.flatMap(({ timeline, was, is }) => (was && !is ? [this.keyRow(timeline, was)] : []));
    if (gone.length > 0)
      await sql`
        delete from edges where (timeline, from_node, to_node, role, valid_from) in
          (select ${places(5)} from ${rows(gone)})
      `.execute(database);
    const written = changes.flatMap(({ timeline, is }) => (is ? [this.row(timeline, is)] : []));
    if (written.length > 0)
      await sql`
        insert or replace into edges (${COLUMNS}, recorded_at)
        select ${places(10)}, ${recordedAt} from ${rows(written)}
      `.execute(database);
    const superseded = changes.flatMap(({ timeline, was }) =>
      was && was.recordedAt < recordedAt ? [[...this.row(timeline, was), was.recordedAt]] : [],
    );
    if (superseded.length > 0)
      await sql`
        insert into superseded_edges (${COLUMNS}, recorded_at, superseded_at)
        select ${places(11)}, ${recordedAt} from ${rows(superseded)}
      `.execute(database);
  }

  /** Shows readers what is now durable. The new assets must be in the graph already. */
  show(recordedAt: Instant): void {
    for (const [timeline, changes] of Map.groupBy(this.changes(), ({ timeline }) => timeline)) {
      const edges = new Map(
        [...this.graph.edgesOfTimeline(timeline)].map((edge) => [spanKey(this.graph.edge(edge)), edge]),
      );
      for (const { was, is } of changes) {
        const edge = was && edges.get(spanKey(was));
        if (was && was.recordedAt < recordedAt)
          this.graph.addSuperseded(this.spanOf(timeline, was, was.recordedAt), recordedAt);
        if (edge !== undefined && is && was?.retracted === is.retracted)
          this.graph.say(edge, this.spanOf(timeline, is, recordedAt));
        else {
          if (edge !== undefined) this.graph.remove(edge);
          if (is) this.graph.add(this.spanOf(timeline, is, recordedAt));
        }
      }
    }
  }

  private working(timeline: number): WorkingSpans {
    const known = this.timelines.get(timeline);
    if (known) return known;
    const spans = [...this.graph.edgesOfTimeline(timeline)].map((edge) => this.graph.edge(edge));
    const working = { spans: Map.groupBy(spans, edgeKeyOf), before: new Map(), after: new Map() };
    this.timelines.set(timeline, working);
    return working;
  }

  /** Puts a span in the place of the one with its edge and `validFrom`; none where undefined. */
  private replace({ spans, before, after }: WorkingSpans, at: SpanPlace, is: Edge | undefined): void {
    const [edge, place] = [edgeKeyOf(at), spanKey(at)];
    const known = spans.get(edge) ?? [];
    if (!before.has(place))
      before.set(
        place,
        known.find(({ validFrom }) => validFrom === at.validFrom),
      );
    after.set(place, is);
    spans.set(edge, [...known.filter(({ validFrom }) => validFrom !== at.validFrom), ...(is ? [is] : [])]);
  }

  /** What differs in the end. */
  private changes(): SpanChange[] {
    return [...this.timelines].flatMap(([timeline, { before, after }]) =>
      [...before]
        .map(([place, was]) => ({ timeline, was, is: after.get(place) }))
        .filter(({ was, is }) => (was && is ? !sameSaying(was, is) : was !== is)),
    );
  }

  private keyRow(timeline: number, { from, to, role, validFrom }: SpanPlace): (number | string)[] {
    return [timeline, this.numbers.nodeOf(from), this.numbers.nodeOf(to), roleNumber(role), validFrom];
  }

  private row(timeline: number, span: Edge): unknown[] {
    const { validTo, source, reason, retracted } = span;
    return [...this.keyRow(timeline, span), validTo, source, textOf(span), reason, retracted ? 1 : 0];
  }

  private spanOf(timeline: number, span: Edge, recordedAt: Instant): Span {
    const { role, validFrom, validTo, source, reason, retracted } = span;
    const [from, to] = [this.numbers.nodeOf(span.from), this.numbers.nodeOf(span.to)];
    const said = { validTo, source, transformation: textOf(span), reason, retracted };
    return { timeline, from, to, role, validFrom, ...said, recordedAt };
  }
}

type SpanPlace = Pick<Edge, 'from' | 'to' | 'role' | 'validFrom'>;

const COLUMNS = sql.raw(
  'timeline, from_node, to_node, role, valid_from, valid_to, source, transformation, reason, retracted',
);

const spanKey = (span: SpanPlace): string => `${edgeKeyOf(span)} ${span.validFrom}`;

const textOf = ({ transformation }: Edge): string | null => (transformation ? JSON.stringify(transformation) : null);
