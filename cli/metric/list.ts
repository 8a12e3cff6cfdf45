import { Command } from 'commander';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { figure, minute, print, printJson, status, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Metrics {
  metrics: {
    totalCount: number | null;
    edges: {
      node: {
        definition: { name: string; unit: string } | null;
        asset: { id: string };
        status: string;
        verdict: { kind: string; since: string; reason: string } | null;
        latest: { time: string; value: number | null } | null;
      };
    }[];
  };
}

const LIST = `query Metrics($first: Int!, $name: String, $asset: ID, $category: MetricCategory) {
  metrics(first: $first, name: $name, asset: $asset, category: $category) {
    totalCount
    edges { node {
      definition { name unit } asset { id } status verdict { kind since reason } latest { time value }
    } }
  }
}`;

const CATEGORIES = ['ACCURACY', 'DRIFT', 'LATENCY', 'THROUGHPUT', 'RESOURCES', 'FAILURES', 'DATA_QUALITY', 'FRESHNESS'];

interface Options {
  name?: string;
  asset?: string;
  category?: string[];
  first: number;
  json?: boolean;
}

export const listCommand = (): Command =>
  new Command('list')
    .description('Metrics with how they stand, by definition and asset.')
    .option('--name <definition>', 'only of this definition')
    .option('--asset <id>', 'only of this asset')
    .option('--category <category>', `only of this category: ${CATEGORIES.join(', ')}`, wordsOf(CATEGORIES))
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 50)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater metric list --asset deployment/prod/flight-delay')
    .action(async ({ json, category, ...asked }: Options) => {
      const { metrics } = await ask<Metrics>(LIST, { ...asked, category: category?.[0] }, 'metrics');
      const nodes = metrics.edges.map(({ node }) => node);
      if (json) return printJson({ totalCount: metrics.totalCount, metrics: nodes });
      if (nodes.length === 0)
        return tell('no metric is observed there; headwater metric unbound lists telemetry that is left out');
      const rows = nodes.map(({ definition, asset, latest, verdict, ...node }) => [
        status(node.status),
        verdict?.kind ?? '-',
        `${figure(latest?.value)}${latest?.value == null || definition?.unit === '1' ? '' : ` ${definition?.unit}`}`,
        minute(latest?.time),
        definition?.name ?? '-',
        asset.id,
      ]);
      print(table(['status', 'verdict', 'latest', 'at', 'metric', 'asset'], rows));
      if (metrics.totalCount !== null && metrics.totalCount > nodes.length)
        tell(`${nodes.length} of ${metrics.totalCount} listed`);
    });
