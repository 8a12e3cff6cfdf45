import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Duration, isoOf, millisecondsOf } from '../../../vocabulary/duration.ts';
import { type PackedNumbers, unpackNumbers } from '../../../vocabulary/packed-numbers.ts';
import type { WindowStatistics } from '../../../vocabulary/window-statistics.ts';
import type { AlertSeries } from '../domain/context.ts';
import type { Direction, MetricCategory, TimeRange } from '../domain/root-cause/question.ts';
import type { Measurements, Windows } from '../ports/measurements.ts';

const METRIC = `query IncidentsMetric($name: String!, $asset: ID!) {
  metric(name: $name, asset: $asset) { id definition { window } }
}`;

const OBSERVED = `query IncidentsObserved($name: String!, $asset: ID!) {
  ofAsset: metrics(first: 100, asset: $asset) { edges { node { definition { name } } } }
  ofName: metrics(first: 100, name: $name) { edges { node { asset { id } } } }
}`;

const METRIC_WINDOWS = `name start step packedValues noiseFloor
    metric { category direction asset { id } definition { baseline { from to } } }`;

const WINDOWS = `query IncidentsMetricWindows($assets: [ID!]!, $from: DateTime!, $to: DateTime!) {
  metricWindows(assets: $assets, from: $from, to: $to) {
    ${METRIC_WINDOWS}
  }
}`;

const WINDOWS_AND_NORMAL = `query IncidentsWindowsAndNormal(
  $assets: [ID!]!, $from: DateTime!, $to: DateTime!, $range: TimeRangeInput!, $pinned: Boolean!, $without: TimeRangeInput!
) {
  metricWindows(assets: $assets, from: $from, to: $to) {
    ${METRIC_WINDOWS}
    statistics(range: $range, pinned: $pinned, without: $without) { known median medianDeviation standardDeviation }
  }
}`;

const SERIES = `query IncidentsSeries($name: String!, $asset: ID!, $from: DateTime!, $to: DateTime!) {
  metric(name: $name, asset: $asset) {
    series(from: $from, to: $to) { step points { time value sampleSize } baseline { lower expected upper } }
  }
}`;

const EXEMPLARS = `query IncidentsExemplars($name: String!, $asset: ID!, $from: DateTime!, $to: DateTime!) {
  metric(name: $name, asset: $asset) { exemplars(from: $from, to: $to) }
}`;

interface MetricAnswer {
  metric: { id: string; definition: { window: Duration } | null } | null;
}

interface ObservedAnswer {
  ofAsset: { edges: { node: { definition: { name: string } | null } }[] };
  ofName: { edges: { node: { asset: { id: AssetId } } }[] };
}

interface WindowsAnswer {
  metricWindows: {
    name: string;
    start: string;
    step: Duration;
    packedValues: PackedNumbers | string;
    noiseFloor: number | null;
    metric: {
      category: MetricCategory;
      direction: Direction;
      asset: { id: AssetId };
      definition: { baseline: { from: string | null; to: string | null } | null } | null;
    };
    statistics?: WindowStatistics;
  }[];
}

interface SeriesAnswer {
  metric: {
    series: {
      step: Duration;
      points: { time: string; value: number | null; sampleSize: number }[];
      baseline: AlertSeries['baseline'];
    };
  } | null;
}

/** Measurements, from the public graph. */
export const graphMeasurements = (graph: GraphClient): Measurements => ({
  async metric(name, asset) {
    const { metric } = wholeAnswer(await graph.ask<MetricAnswer>(METRIC, { name, asset }));
    if (!metric?.definition) return null;
    return { reference: { id: metric.id, name, asset }, window: millisecondsOf(metric.definition.window) };
  },
  async observed(name, asset) {
    const { ofAsset, ofName } = wholeAnswer(await graph.ask<ObservedAnswer>(OBSERVED, { name, asset }));
    return {
      names: ofAsset.edges.flatMap(({ node }) => node.definition?.name ?? []),
      assets: ofName.edges.map(({ node }) => node.asset.id),
    };
  },
  async windows(assets, range, normal) {
    if (assets.length === 0) return [];
    const asked = { assets, ...textOf(range) };
    const answer = await (normal
      ? graph.ask<WindowsAnswer>(WINDOWS_AND_NORMAL, {
          ...asked,
          range: textOf(normal.range),
          pinned: normal.pinned,
          without: textOf(normal.without),
        })
      : graph.ask<WindowsAnswer>(WINDOWS, asked));
    return wholeAnswer(answer).metricWindows.map(windowsOf);
  },
  async series({ name, asset }, range) {
    const { metric } = wholeAnswer(await graph.ask<SeriesAnswer>(SERIES, { name, asset, ...textOf(range) }));
    if (!metric) return null;
    const { points, ...series } = metric.series;
    return { ...series, points: points.map((point) => ({ ...point, time: Date.parse(point.time) })) };
  },
  async exemplars({ name, asset }, range) {
    const answer = await graph.ask<{ metric: { exemplars: string[] } | null }>(EXEMPLARS, {
      name,
      asset,
      ...textOf(range),
    });
    return wholeAnswer(answer).metric?.exemplars ?? [];
  },
});

function windowsOf(answer: WindowsAnswer['metricWindows'][number]): Windows {
  const { name, metric, start, step, packedValues, noiseFloor, statistics } = answer;
  const baseline = metric.definition?.baseline;
  return {
    metric: name,
    asset: metric.asset.id,
    category: metric.category,
    direction: metric.direction,
    noiseFloor,
    grid: { start: Date.parse(start), step: millisecondsOf(step), values: unpackNumbers(packedValues) },
    // One that moves with each window has no range of its own: the days before the lookback serve, as without one.
    baseline: baseline?.from && baseline.to ? { from: Date.parse(baseline.from), to: Date.parse(baseline.to) } : null,
    ...(statistics && { normal: statistics }),
  };
}

const textOf = ({ from, to }: TimeRange) => ({ from: isoOf(from), to: isoOf(to) });
