/**
 * The graph in memory, made from the store at start and kept up to date: assets and edges as numbers in columns, and
 * from each asset a chain of its edges each way, column-level ones in chains of their own so that walks over datasets
 * never meet them. A further chain joins the edges of one timeline.
 */
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Edge, isColumnLevel } from '../../domain/edge.ts';
import type { EdgeRole, Transformation } from '../../domain/statement.ts';
import { Chains, NONE } from './chains.ts';
import { bytes, instants, integers } from './columns.ts';
import { Interning } from './interning.ts';
import { roleNumber, roleOf } from './roles.ts';

/** An edge without an end is valid until here. */
const OPEN = Number.POSITIVE_INFINITY;

/** Who states an edge: the runs of a job, the static events of an asset, or stewards about what an asset is fed by. */
export type Teller = 'run' | 'static' | 'declared';

const TELLERS: Teller[] = ['run', 'static', 'declared'];

/** A timeline as a number: that of an asset's teller. */
export const timelineNumber = (node: number, teller: Teller): number => node * TELLERS.length + TELLERS.indexOf(teller);

const tellerOf = (timeline: number): Teller => TELLERS[timeline % TELLERS.length] as Teller;

/** A span of an edge as the graph takes it. Assets are numbers. */
export interface Span {
  timeline: number;
  from: number;
  to: number;
  role: EdgeRole;
  validFrom: Instant;
  validTo: Instant | null;
  source: string | null;
  /** As JSON text; null when there is none. */
  transformation: string | null;
  recordedAt: Instant;
}

export class Graph {
  readonly assets = new Interning<AssetId>();
  private readonly sources = new Interning<string | null>();
  private readonly transformations = new Interning<string | null>();

  private readonly from = integers();
  private readonly to = integers();
  private readonly role = bytes();
  private readonly validFrom = instants();
  private readonly validTo = instants();
  private readonly recordedAt = instants();
  private readonly source = integers();
  private readonly transformation = integers();
  private readonly timeline = integers();

  private readonly down = new Chains(2);
  private readonly up = new Chains(2);
  private readonly told = new Chains(1);

  /** The number of an asset, made known when it is new. */
  nodeOf(id: AssetId): number {
    const known = this.assets.find(id);
    if (known !== undefined) return known;
    for (const chains of [this.down, this.up]) chains.addOwner();
    for (const _ of TELLERS) this.told.addOwner();
    return this.assets.numberOf(id);
  }

  /** Adds a span that is not there yet. */
  add(span: Span): void {
    const edge = this.from.length;
    this.from.push(span.from);
    this.to.push(span.to);
    this.role.push(roleNumber(span.role));
    this.validFrom.push(span.validFrom);
    this.validTo.push(OPEN);
    this.recordedAt.push(span.recordedAt);
    this.source.push(NONE);
    this.transformation.push(NONE);
    this.timeline.push(span.timeline);
    this.say(edge, span);
    const [from, to] = [this.assets.valueOf(span.from), this.assets.valueOf(span.to)];
    const layer = isColumnLevel({ from, to, role: span.role }) ? 1 : 0;
    this.down.addEdge(layer, span.from);
    this.up.addEdge(layer, span.to);
    this.told.addEdge(0, span.timeline);
  }

  /** Replaces what is not the key of a span: its end, source, transformation and recorded time. */
  say(edge: number, span: Span): void {
    this.validTo.set(edge, span.validTo ?? OPEN);
    this.recordedAt.set(edge, span.recordedAt);
    this.source.set(edge, this.sources.numberOf(span.source));
    this.transformation.set(edge, this.transformations.numberOf(span.transformation));
  }

  /** Takes a span away. Its place stays in the chains, valid never, until the next start. */
  remove(edge: number): void {
    this.validFrom.set(edge, OPEN);
    this.validTo.set(edge, OPEN);
  }

  /** The spans of a timeline, as numbers; none of one whose asset is new. */
  *edgesOfTimeline(timeline: number): Generator<number> {
    if (timeline >= this.assets.size * TELLERS.length) return;
    for (let edge = this.told.first(0, timeline); edge !== NONE; edge = this.told.next(edge))
      if (this.validFrom.get(edge) !== OPEN) yield edge;
  }

  /** Calls `visit` with each edge at an asset that is valid at a time, and the asset at its other end. */
  visit(node: number, way: Way, asOf: Instant, visit: (other: number, edge: number) => void): void {
    const chains = way.direction === 'upstream' ? this.up : this.down;
    const far = way.direction === 'upstream' ? this.from : this.to;
    for (let layer = 0; layer <= (way.columns ? 1 : 0); layer += 1)
      for (let edge = chains.first(layer, node); edge !== NONE; edge = chains.next(edge))
        if (this.validFrom.get(edge) <= asOf && asOf < this.validTo.get(edge)) visit(far.get(edge), edge);
  }

  /** Every span that ends at an asset, valid or not. */
  *edgesInto(node: number): Generator<number> {
    for (let layer = 0; layer <= 1; layer += 1)
      for (let edge = this.up.first(layer, node); edge !== NONE; edge = this.up.next(edge))
        if (this.validFrom.get(edge) !== OPEN) yield edge;
  }

  fromOf(edge: number): number {
    return this.from.get(edge);
  }

  toOf(edge: number): number {
    return this.to.get(edge);
  }

  roleOf(edge: number): EdgeRole {
    return roleOf(this.role.get(edge));
  }

  validFromOf(edge: number): Instant {
    return this.validFrom.get(edge);
  }

  /** A span as readers know it; the caller owns it. */
  edge(edge: number): Edge {
    const validTo = this.validTo.get(edge);
    const transformation = this.transformations.valueOf(this.transformation.get(edge));
    return {
      from: this.assets.valueOf(this.from.get(edge)),
      to: this.assets.valueOf(this.to.get(edge)),
      role: this.roleOf(edge),
      validFrom: this.validFrom.get(edge),
      validTo: validTo === OPEN ? null : validTo,
      recordedAt: this.recordedAt.get(edge),
      origin: tellerOf(this.timeline.get(edge)) === 'declared' ? 'DECLARED' : 'OBSERVED',
      source: this.sources.valueOf(this.source.get(edge)),
      transformation: transformation === null ? null : (JSON.parse(transformation) as Transformation),
    };
  }
}

/** Which edges a walk takes. */
export interface Way {
  direction: 'upstream' | 'downstream';
  columns: boolean;
}
