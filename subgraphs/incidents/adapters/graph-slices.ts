import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import { isoOf } from '../../../vocabulary/duration.ts';
import type { Whole } from '../domain/dimensions/slice.ts';
import type { TimeRange } from '../domain/root-cause/question.ts';
import type { SlicedMetric, Slices } from '../ports/slices.ts';

const LABELS = `query IncidentsLabels($name: String!, $asset: ID!, $from: DateTime!, $to: DateTime!) {
  metric(name: $name, asset: $asset) { labels(from: $from, to: $to) { label valueCount } }
}`;

const BREAKDOWN = `query IncidentsBreakdown($name: String!, $asset: ID!, $by: [String!]!, $from: DateTime!, $to: DateTime!) {
  metric(name: $name, asset: $asset) {
    breakdown(by: $by, from: $from, to: $to, first: 100) {
      coverage edges { node { dimensions { label value } value sampleSize } }
    }
  }
}`;

const MOVEMENT = `query IncidentsMovement($name: String!, $asset: ID!, $now: MetricSelection!, $normal: MetricSelection!) {
  metric(name: $name, asset: $asset) { definition { method } }
  compareMetrics(current: $now, reference: $normal) {
    current { value sampleSize } reference { value sampleSize }
  }
}`;

interface LabelsAnswer {
  metric: { labels: { label: string; valueCount: number }[] } | null;
}

interface BreakdownAnswer {
  metric: {
    breakdown: {
      coverage: number | null;
      edges: {
        node: { dimensions: { label: string; value: string | null }[]; value: number | null; sampleSize: number };
      }[];
    };
  } | null;
}

interface MovementAnswer {
  metric: { definition: { method: { kind: string } } | null } | null;
  compareMetrics: { current: Whole; reference: Whole };
}

/** Methods whose value over a union is the mean of the parts' values, weighted by their samples. */
const ADDING = ['ratio', 'mean'];

/** A metric by its labels, from the public graph. */
export const graphSlices = (graph: GraphClient): Slices => ({
  async labels(metric, range) {
    const answer = wholeAnswer(await graph.ask<LabelsAnswer>(LABELS, { ...named(metric), ...textOf(range) }));
    return answer.metric?.labels ?? [];
  },
  async breakdown(metric, by, range) {
    const variables = { ...named(metric), by, ...textOf(range) };
    const answer = wholeAnswer(await graph.ask<BreakdownAnswer>(BREAKDOWN, variables));
    const { edges = [], coverage = null } = answer.metric?.breakdown ?? {};
    return { slices: edges.map(({ node }) => node), coverage };
  },
  async movement(metric, normal, now) {
    const selected = (range: TimeRange) => ({ ...metric, ...textOf(range) });
    const variables = { ...named(metric), now: selected(now), normal: selected(normal) };
    const answer = wholeAnswer(await graph.ask<MovementAnswer>(MOVEMENT, variables));
    const { current, reference } = answer.compareMetrics;
    const adds = ADDING.includes(answer.metric?.definition?.method.kind ?? '');
    return { now: current, normal: reference, adds };
  },
});

const named = ({ metric, asset }: SlicedMetric) => ({ name: metric, asset });
const textOf = ({ from, to }: TimeRange) => ({ from: isoOf(from), to: isoOf(to) });
