import { Command } from 'commander';
import { nearestName } from '../../vocabulary/nearest-name.ts';
import { duration } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { figure, minute, print, printJson, styled, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { rangeOf, type Selected, selecting } from './selection.ts';

interface Metric {
  metric: {
    definition: { unit: string; version: number } | null;
    verdict: { kind: string; reason: string } | null;
    series: {
      step: string;
      points: { time: string; value: number | null; sampleSize: number; revisedAt: string | null }[];
      baseline: { lower: number; expected: number; upper: number } | null;
    };
  } | null;
}

const SERIES = `query Series($name: String!, $asset: ID!, $from: DateTime!, $to: DateTime!, $step: Duration,
  $timezone: String, $dimensions: [DimensionFilter!]) {
  metric(name: $name, asset: $asset) {
    definition { unit version } verdict { kind reason }
    series(from: $from, to: $to, step: $step, timezone: $timezone, dimensions: $dimensions) {
      step points { time value sampleSize revisedAt } baseline { lower expected upper }
    }
  }
}`;

interface Options extends Selected {
  step?: string;
  timezone?: string;
}

export const seriesCommand = (): Command =>
  selecting(new Command('series').description('The values of a metric over time.'))
    .option('--step <duration>', "ISO 8601, such as P1D (default: the definition's window)", duration)
    .option('--timezone <zone>', 'IANA zone in which steps of days or longer begin')
    .addHelpText(
      'after',
      '\nExample:\n  headwater metric series prediction.accuracy deployment/prod/flight-delay --step P7D --dimension cohort=new',
    )
    .action(async (name: string, asset: string, { step, timezone, dimension, json, ...range }: Options) => {
      const variables = { name, asset, step, timezone, dimensions: dimension, ...rangeOf(range) };
      const { metric } = await ask<Metric>(SERIES, variables, 'metric');
      if (!metric) throw await notObserved(name, asset);
      if (json) return printJson({ name, asset, ...metric });
      const { points, baseline } = metric.series;
      const rows = points.map(({ time, value, sampleSize, revisedAt }) => [
        minute(time),
        figure(value),
        `${sampleSize}`,
        revisedAt ? `revised ${minute(revisedAt)}` : '',
      ]);
      if (points.length === 0) tell('nothing is known in this range');
      else print(table(['until', metric.definition?.unit ?? 'value', 'samples', ''], rows));
      if (baseline)
        print(
          styled(
            'dim',
            `expected ${figure(baseline.expected)}, within ${figure(baseline.lower)} to ${figure(baseline.upper)}`,
          ),
        );
      if (metric.verdict) print(`${metric.verdict.kind}: ${metric.verdict.reason}`);
    });

const NAMES = `query Names($name: String!) {
  definition(name: $name) { name } definitions(first: 100) { edges { node { name } } }
}`;

interface Names {
  definition: { name: string } | null;
  definitions: { edges: { node: { name: string } }[] };
}

/** Nothing of this metric is known: for want of the definition, or else of observations. */
export async function notObserved(name: string, asset: string): Promise<CommandFailure> {
  const { definition, definitions } = await ask<Names>(NAMES, { name }, 'definitions');
  if (definition)
    return new CommandFailure(
      EXIT.notFound,
      `${name} was never observed on ${asset}`,
      '`headwater metric list` shows what was, `headwater metric unbound` the telemetry that no definition took',
    );
  const meant = nearestName(
    name,
    definitions.edges.map(({ node }) => node.name),
  );
  return new CommandFailure(
    EXIT.notFound,
    `there is no definition ${name}${meant ? `; did you mean ${meant}?` : ''}`,
    '`headwater catalog list` shows those there are',
  );
}
