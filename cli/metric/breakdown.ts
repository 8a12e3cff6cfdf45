import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { figure, print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { rangeOf, type Selected, selecting } from './selection.ts';
import { notObserved } from './series.ts';

interface Metric {
  metric: {
    breakdown: {
      totalCount: number;
      coverage: number | null;
      edges: {
        node: { dimensions: { label: string; value: string | null }[]; value: number | null; sampleSize: number };
      }[];
    };
  } | null;
}

const BREAKDOWN = `query Breakdown($name: String!, $asset: ID!, $by: [String!]!, $from: DateTime!, $to: DateTime!,
  $dimensions: [DimensionFilter!], $first: Int!) {
  metric(name: $name, asset: $asset) {
    breakdown(by: $by, from: $from, to: $to, dimensions: $dimensions, first: $first) {
      totalCount coverage edges { node { dimensions { label value } value sampleSize } }
    }
  }
}`;

interface Options extends Selected {
  by: string[];
  first: number;
}

export const breakdownCommand = (): Command =>
  selecting(new Command('breakdown').description('A metric by the values of its labels, most samples first.'))
    .requiredOption('--by <labels...>', 'labels, 1 to 5')
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 20)
    .addHelpText(
      'after',
      '\nExample:\n  headwater metric breakdown prediction.accuracy deployment/prod/flight-delay --by carrier',
    )
    .action(async (name: string, asset: string, { by, first, dimension, json, ...range }: Options) => {
      const variables = { name, asset, by, first, dimensions: dimension, ...rangeOf(range) };
      const { metric } = await ask<Metric>(BREAKDOWN, variables, 'metric');
      if (!metric) throw await notObserved(name, asset);
      const { totalCount, coverage, edges } = metric.breakdown;
      const slices = edges.map(({ node }) => node);
      if (json) return printJson({ name, asset, totalCount, coverage, slices });
      if (slices.length === 0) return tell(`nothing in this range carries ${by.join(' or ')}`);
      const rows = slices.map(({ dimensions, value, sampleSize }) => [
        ...dimensions.map((one) => one.value ?? '-'),
        figure(value),
        `${sampleSize}`,
      ]);
      print(table([...by, 'value', 'samples'], rows));
      if (totalCount > slices.length) tell(`${slices.length} of ${totalCount} listed`);
      if (coverage !== null && coverage < 1)
        tell(`${figure(100 * coverage)} % of the samples carry ${by.join(' or ')}; the others are not shown`);
    });
