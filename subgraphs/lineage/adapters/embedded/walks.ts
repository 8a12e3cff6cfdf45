import type { Clock } from '../../../../platform/clock.ts';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText, type Edge, edgeKeyOf } from '../../domain/edge.ts';
import { joinedEdges, joinedEdgesAt } from '../../domain/joined.ts';
import type { FoundAsset, PathResult, Walk, WalkResult } from '../../domain/walk.ts';
import type { Graph, GraphTime, Way } from './graph.ts';

/** Assets gone through between two looks at the clock. */
const STRIDE = 256;

/** What a walk has come by, kept in one array for all walks: marking is one write, forgetting none. */
export class Walker {
  private readonly graph: Graph;
  private readonly clock: Clock;
  private marks = new Int32Array(0);
  private walkNumber = 0;

  constructor(graph: Graph, clock: Clock) {
    this.graph = graph;
    this.clock = clock;
  }

  walk({ start, direction, depth, limit, asOf, knownAt = null, columns, indirect = true, deadline }: Walk): WalkResult {
    const { graph } = this;
    const node = graph.assets.find(start);
    if (node === undefined) return { found: [], completeness: 'COMPLETE' };
    const expand = this.expansion({ direction, columns, indirect }, { asOf, knownAt }, deadline);
    const found: FoundAsset[] = [];
    let layer = [node];
    expand.mark(node);
    for (let distance = 1; layer.length > 0; distance += 1) {
      const next = expand.from(layer);
      const beyond = next.length > 0 ? 'TRUNCATED' : 'COMPLETE';
      if (distance > depth) return { found, completeness: expand.late() ? 'TIMED_OUT' : beyond };
      const ids = next.map((other) => graph.assets.valueOf(other)).sort(compareText);
      const room = limit - found.length;
      for (const id of ids.slice(0, room)) found.push({ id, depth: distance });
      if (expand.late()) return { found, completeness: 'TIMED_OUT' };
      if (ids.length > room) return { found, completeness: 'TRUNCATED' };
      layer = next;
    }
    return { found, completeness: 'COMPLETE' };
  }

  shortestPath(from: AssetId, to: AssetId, time: GraphTime, deadline: Instant): PathResult {
    if (from === to) return { edges: [], completeness: 'COMPLETE' };
    const [start, end] = [this.graph.assets.find(from), this.graph.assets.find(to)];
    if (start === undefined || end === undefined) return { edges: null, completeness: 'COMPLETE' };
    const columns = [from, to].some((id) => id.startsWith('feature/'));
    // Backwards, because fewer feed an asset than it feeds; then forwards along the distances, first id first.
    const expand = this.expansion({ direction: 'upstream', columns, indirect: true }, time, deadline);
    const layers: Set<number>[] = [];
    let layer = [end];
    expand.mark(end);
    while (layer.length > 0 && !expand.marked(start)) {
      layers.push(new Set(layer));
      layer = expand.from(layer);
      if (expand.late()) return { edges: null, completeness: 'TIMED_OUT' };
    }
    if (!expand.marked(start)) return { edges: null, completeness: 'COMPLETE' };
    const edges: Edge[] = [];
    let node = start;
    for (const nearer of layers.reverse()) {
      const step = this.firstStep(node, nearer, { direction: 'downstream', columns, indirect: true }, time);
      edges.push(this.joinedEdge(step, time));
      node = this.graph.toOf(step);
    }
    return { edges, completeness: 'COMPLETE' };
  }

  edgesAmong(ids: readonly AssetId[], { asOf, knownAt }: GraphTime): Edge[] {
    const { graph } = this;
    const nodes = new Set(ids.map((id) => graph.assets.find(id)).filter((node) => node !== undefined));
    const spans: Edge[] = [];
    for (const node of nodes)
      for (const edge of graph.edgesInto(node, knownAt))
        if (nodes.has(graph.fromOf(edge))) spans.push(graph.edge(edge));
    return joinedEdgesAt(spans, asOf);
  }

  /** One pass over all spans, some 5 ns each, and then over those that end at the assets found. */
  spansChangedIn(
    from: Instant,
    to: Instant,
    limit: number,
    knownAt: Instant | null,
  ): { spans: Edge[]; complete: boolean } {
    const { graph } = this;
    const changed = new Map<number, Set<string>>();
    let count = 0;
    for (const edge of graph.edgesChangedIn(from, to, knownAt)) {
      const node = graph.toOf(edge);
      const sources = changed.get(node) ?? new Set();
      changed.set(node, sources);
      const source = `${graph.fromOf(edge)} ${graph.roleOf(edge)}`;
      if (sources.has(source)) continue;
      if (count === limit) return { spans: this.spansOf(changed, knownAt), complete: false };
      sources.add(source);
      count += 1;
    }
    return { spans: this.spansOf(changed, knownAt), complete: true };
  }

  /** @param edges by the asset that they lead to: their source and role. */
  private spansOf(edges: ReadonlyMap<number, ReadonlySet<string>>, knownAt: Instant | null): Edge[] {
    const { graph } = this;
    return [...edges].flatMap(([node, sources]) =>
      [...graph.edgesInto(node, knownAt)]
        .filter((edge) => sources.has(`${graph.fromOf(edge)} ${graph.roleOf(edge)}`))
        .map((edge) => graph.edge(edge)),
    );
  }

  deployed(ids: readonly AssetId[], from: Instant, to: Instant, knownAt: Instant | null): Edge[] {
    const { graph } = this;
    const nodes = [...new Set(ids)].map((id) => graph.assets.find(id)).filter((node) => node !== undefined);
    const spans = nodes.flatMap((node) =>
      [...graph.edgesInto(node, knownAt)]
        .filter((edge) => graph.roleOf(edge) === 'SERVES')
        .map((edge) => graph.edge(edge)),
    );
    return joinedEdges(spans)
      .filter(({ validFrom }) => from <= validFrom && validFrom < to)
      .sort((a, b) => a.validFrom - b.validFrom);
  }

  /** The edge to the asset first by id among those nearer; of several edges the first by role. */
  private firstStep(node: number, nearer: ReadonlySet<number>, way: Way, time: GraphTime): number {
    const { graph } = this;
    let best = -1;
    const textOf = (edge: number) => `${graph.assets.valueOf(graph.toOf(edge))} ${graph.roleOf(edge)}`;
    graph.visit(node, way, time, (other, edge) => {
      if (nearer.has(other) && (best === -1 || textOf(edge) < textOf(best))) best = edge;
    });
    return best;
  }

  /** The whole span that readers see of an edge, joined with what others say of it. */
  private joinedEdge(edge: number, { asOf, knownAt }: GraphTime): Edge {
    const { graph } = this;
    const one = graph.edge(edge);
    const spans = [...graph.edgesInto(graph.toOf(edge), knownAt)]
      .filter((other) => graph.fromOf(other) === graph.fromOf(edge))
      .map((other) => graph.edge(other))
      .filter((other) => edgeKeyOf(other) === edgeKeyOf(one));
    return joinedEdgesAt(spans, asOf)[0] ?? one;
  }

  /** Steps of a breadth-first walk: each asset is met once. */
  private expansion(way: Way, time: GraphTime, deadline: Instant) {
    const { graph, clock } = this;
    if (this.marks.length < graph.assets.size) this.marks = new Int32Array(graph.assets.size * 2);
    const marks = this.marks;
    this.walkNumber += 1;
    const current = this.walkNumber;
    let late = clock() > deadline;
    let gone = 0;
    return {
      mark: (node: number) => {
        marks[node] = current;
      },
      marked: (node: number) => marks[node] === current,
      late: () => late,
      from(layer: readonly number[]): number[] {
        const next: number[] = [];
        for (const node of layer) {
          if (late) return next;
          graph.visit(node, way, time, (other) => {
            if (marks[other] === current) return;
            marks[other] = current;
            next.push(other);
          });
          gone += 1;
          if (gone % STRIDE === 0) late = clock() > deadline;
        }
        return next;
      },
    };
  }
}
