/**
 * The graph in memory, made from the store at start and kept up to date: assets and edges as numbers in columns, and
 * from each asset a chain of its edges each way, column-level ones in chains of their own so that walks over datasets
 * never meet them. A further chain joins the edges of one timeline.
 */
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Edge, isColumnLevel, isIndirect } from '../../domain/edge.ts';
import type { EdgeRole, Transformation } from '../../domain/statement.ts';
import { Chains, NONE } from './chains.ts';
import { bytes, type Column, instants, integers } from './columns.ts';
import { Interning, Repeating } from './interning.ts';
import { roleNumber, roleOf } from './roles.ts';

/** An edge without an end is valid until here. */
const OPEN = Number.POSITIVE_INFINITY;

/** Who states an edge: the runs of a job, the static events of an asset, or stewards about what an asset is fed by. */
export type Teller = 'run' | 'static' | 'declared';

const TELLERS: Teller[] = ['run', 'static', 'declared'];

/** A timeline as a number: that of an asset's teller. */
export const timelineNumber = (node: number, teller: Teller): number => node * TELLERS.length + TELLERS.indexOf(teller);

/** The asset whose timeline it is: the job of runs, the subject of static events, what a declared edge leads to. */
export const subjectOf = (timeline: number): number => Math.floor(timeline / TELLERS.length);

export const tellerOf = (timeline: number): Teller => TELLERS[timeline % TELLERS.length] as Teller;

/** Chains of an asset: edges of datasets, of columns, spans that stewards retract, and all that was known before. */
const LAYERS = 4;
const RETRACTED = 2;
const SUPERSEDED = 3;

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
  reason: string | null;
  retracted: boolean;
}

/** What a graph holds beside its columns. */
export interface GraphTexts {
  latest: Instant;
  sources: (string | null)[];
  transformations: (string | null)[];
  reasons: [edge: number, reason: string][];
  supersededAt: [edge: number, supersededAt: Instant][];
  retractions: number[];
}

export class Graph {
  readonly assets = new Interning<AssetId>();
  private sources = new Repeating<string | null>();
  private readonly reasons = new Map<number, string>();
  private readonly supersededAt = new Map<number, Instant>();
  private readonly transformations = new Interning<string | null>();
  /** Numbers of the transformations that only steer. */
  private readonly indirect = new Set<number>();
  /** The spans, known now or before, that retract. */
  private readonly retractions = new Set<number>();

  private readonly from = integers();
  private readonly to = integers();
  private readonly role = bytes();
  private readonly validFrom = instants();
  private readonly validTo = instants();
  private readonly recordedAt = instants();
  private readonly source = integers();
  private readonly transformation = integers();
  private readonly timeline = integers();

  private readonly down = new Chains(LAYERS);
  private readonly up = new Chains(LAYERS);
  private readonly told = new Chains(1);
  private latest: Instant = 0;

  /** The number of an asset, made known when it is new. */
  nodeOf(id: AssetId): number {
    const known = this.assets.size;
    const node = this.assets.numberOf(id);
    if (node < known) return node;
    this.down.addOwner();
    this.up.addOwner();
    for (const _ of TELLERS) this.told.addOwner();
    return node;
  }

  /** When anything was last recorded. */
  get recordedUntil(): Instant {
    return this.latest;
  }

  /** Adds a span that is not there yet. */
  add(span: Span): void {
    this.append(span, span.retracted ? RETRACTED : this.layerOf(span));
  }

  /** Adds a span as it was known until a time. */
  addSuperseded(span: Span, supersededAt: Instant): void {
    this.latest = Math.max(this.latest, supersededAt);
    this.supersededAt.set(this.append(span, SUPERSEDED), supersededAt);
  }

  private layerOf({ from, to, role }: Span): number {
    return isColumnLevel({ from: this.assets.valueOf(from), to: this.assets.valueOf(to), role }) ? 1 : 0;
  }

  private append(span: Span, layer: number): number {
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
    if (span.retracted) this.retractions.add(edge);
    this.down.addEdge(layer, span.from);
    this.up.addEdge(layer, span.to);
    // What was known before is of no use to what comes: a timeline goes through its own spans only.
    if (layer === SUPERSEDED) this.told.skipEdge();
    else this.told.addEdge(0, span.timeline);
    return edge;
  }

  /** All numbers that it is made of, in one order. */
  columns(): Column[] {
    const { from, to, role, validFrom, validTo, recordedAt, source, transformation, timeline } = this;
    const edges = [from, to, role, validFrom, validTo, recordedAt, source, transformation, timeline];
    return [...edges, ...[this.down, this.up, this.told].flatMap((chains) => chains.columns())];
  }

  /** After much was added at once. */
  trim(): void {
    for (const column of this.columns()) column.trim();
  }

  texts(): GraphTexts {
    return {
      latest: this.latest,
      sources: [...this.sources.all()],
      transformations: [...this.transformations.all()],
      reasons: [...this.reasons],
      supersededAt: [...this.supersededAt],
      retractions: [...this.retractions],
    };
  }

  /** Makes an empty graph what another was whose columns this one's have been filled with. */
  resume(assets: Iterable<AssetId>, texts: GraphTexts): void {
    for (const id of assets) this.assets.numberOf(id);
    this.latest = texts.latest;
    this.sources = new Repeating(texts.sources);
    for (const text of texts.transformations) this.transformationNumber(text);
    for (const [edge, reason] of texts.reasons) this.reasons.set(edge, reason);
    for (const [edge, time] of texts.supersededAt) this.supersededAt.set(edge, time);
    for (const edge of texts.retractions) this.retractions.add(edge);
  }

  /** Replaces what is not the key of a span: its end, who says so and why, transformation and recorded time. */
  say(edge: number, span: Span): void {
    this.latest = Math.max(this.latest, span.recordedAt);
    if (span.reason !== null) this.reasons.set(edge, span.reason);
    else this.reasons.delete(edge);
    this.validTo.set(edge, span.validTo ?? OPEN);
    this.recordedAt.set(edge, span.recordedAt);
    this.source.set(edge, this.sources.numberOf(span.source));
    this.transformation.set(edge, this.transformationNumber(span.transformation));
  }

  private transformationNumber(text: string | null): number {
    const number = this.transformations.numberOf(text);
    if (text !== null && isIndirect({ transformation: JSON.parse(text) })) this.indirect.add(number);
    return number;
  }

  /** Takes a span away. Its place stays in the chains, valid never, until the next start. */
  remove(edge: number): void {
    this.retractions.delete(edge);
    this.validFrom.set(edge, OPEN);
    this.validTo.set(edge, OPEN);
  }

  /** The spans of a timeline as they are known now, as numbers; none of one whose asset is new. */
  *edgesOfTimeline(timeline: number): Generator<number> {
    if (timeline >= this.assets.size * TELLERS.length) return;
    for (let edge = this.told.first(0, timeline); edge !== NONE; edge = this.told.next(edge))
      if (this.validFrom.get(edge) !== OPEN) yield edge;
  }

  /** Calls `visit` with each edge at an asset that is valid at a time, and the asset at its other end. */
  visit(node: number, way: Way, { asOf, knownAt }: GraphTime, visit: (other: number, edge: number) => void): void {
    const chains = way.direction === 'upstream' ? this.up : this.down;
    const far = way.direction === 'upstream' ? this.from : this.to;
    for (let layer = 0; layer <= (way.columns ? 1 : 0); layer += 1)
      for (let edge = chains.first(layer, node); edge !== NONE; edge = chains.next(edge))
        if (this.validFrom.get(edge) <= asOf && asOf < this.validTo.get(edge) && this.holds(edge, way, asOf, knownAt))
          visit(far.get(edge), edge);
    if (knownAt === null) return;
    for (let edge = chains.first(SUPERSEDED, node); edge !== NONE; edge = chains.next(edge))
      if (this.validFrom.get(edge) <= asOf && asOf < this.validTo.get(edge) && this.held(edge, way, asOf, knownAt))
        visit(far.get(edge), edge);
  }

  /** Whether a walk takes an edge that is valid: known by then, not retracted, of the transformations asked for. */
  private holds(edge: number, { indirect }: Way, asOf: Instant, knownAt: Instant | null): boolean {
    if (knownAt !== null && !this.knownAt(edge, knownAt)) return false;
    if (!indirect && this.isIndirect(edge)) return false;
    return !this.isRetracted(edge, asOf, knownAt);
  }

  /** The same of an edge that is superseded. */
  private held(edge: number, way: Way, asOf: Instant, knownAt: Instant): boolean {
    if (this.retractions.has(edge) || !this.holds(edge, way, asOf, knownAt)) return false;
    return way.columns || !isColumnLevel(this.edge(edge));
  }

  private knownAt(edge: number, time: Instant): boolean {
    return this.recordedAt.get(edge) <= time && time < (this.supersededAt.get(edge) ?? OPEN);
  }

  private isIndirect(edge: number): boolean {
    return this.indirect.has(this.transformation.get(edge));
  }

  private isRetracted(edge: number, asOf: Instant, knownAt: Instant | null): boolean {
    if (this.retractions.size === 0) return false;
    const [from, to, role] = [this.from.get(edge), this.to.get(edge), this.role.get(edge)];
    for (const layer of knownAt === null ? [RETRACTED] : [RETRACTED, SUPERSEDED])
      for (let other = this.up.first(layer, to); other !== NONE; other = this.up.next(other))
        if (
          this.retractions.has(other) &&
          this.from.get(other) === from &&
          this.role.get(other) === role &&
          this.validFrom.get(other) <= asOf &&
          asOf < this.validTo.get(other) &&
          (knownAt === null || this.knownAt(other, knownAt))
        )
          return true;
    return false;
  }

  /** Every span that begins or ends in (from, to], as known at a time, now when null. */
  *edgesChangedIn(from: Instant, to: Instant, knownAt: Instant | null): Generator<number> {
    for (let edge = 0; edge < this.from.length; edge += 1) {
      const [begins, ends] = [this.validFrom.get(edge), this.validTo.get(edge)];
      if (!(from < begins && begins <= to) && !(from < ends && ends <= to)) continue;
      if (knownAt === null ? !this.supersededAt.has(edge) : this.knownAt(edge, knownAt)) yield edge;
    }
  }

  /** Every span that ends at an asset, as known now or before, with its timeline. */
  *everySpanInto(node: number): Generator<{ span: Edge; timeline: number }> {
    for (let layer = 0; layer < LAYERS; layer += 1)
      for (let edge = this.up.first(layer, node); edge !== NONE; edge = this.up.next(edge))
        if (this.validFrom.get(edge) !== OPEN) yield { span: this.edge(edge), timeline: this.timeline.get(edge) };
  }

  /** The timelines that state spans at an asset, as they are known now. */
  *timelinesAt(node: number): Generator<number> {
    for (const chains of [this.up, this.down])
      for (let layer = 0; layer <= RETRACTED; layer += 1)
        for (let edge = chains.first(layer, node); edge !== NONE; edge = chains.next(edge))
          if (this.validFrom.get(edge) !== OPEN) yield this.timeline.get(edge);
  }

  isDeclared(timeline: number): boolean {
    return tellerOf(timeline) === 'declared';
  }

  /** Every span that ends at an asset, valid or not, retracted ones too; those known at a time, now when null. */
  *edgesInto(node: number, knownAt: Instant | null = null): Generator<number> {
    for (let layer = 0; layer <= (knownAt === null ? RETRACTED : SUPERSEDED); layer += 1)
      for (let edge = this.up.first(layer, node); edge !== NONE; edge = this.up.next(edge))
        if (this.validFrom.get(edge) !== OPEN && (knownAt === null || this.knownAt(edge, knownAt))) yield edge;
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
      supersededAt: this.supersededAt.get(edge) ?? null,
      origin: tellerOf(this.timeline.get(edge)) === 'declared' ? 'DECLARED' : 'OBSERVED',
      source: this.sources.valueOf(this.source.get(edge)),
      reason: this.reasons.get(edge) ?? null,
      retracted: this.retractions.has(edge),
      transformation: transformation === null ? null : (JSON.parse(transformation) as Transformation),
    };
  }
}

/** Which edges a walk takes. */
export interface Way {
  direction: 'upstream' | 'downstream';
  columns: boolean;
  indirect: boolean;
}

/** The graph as it stood, and as it was known. */
export interface GraphTime {
  asOf: Instant;
  /** Null for as it is known now. */
  knownAt: Instant | null;
}
