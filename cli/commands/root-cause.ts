import { Command } from 'commander';
import { instant, wholeNumber } from '../arguments.ts';
import { printRootCause, type RootCause } from '../cause.ts';
import { minute, print, printJson, styled } from '../output.ts';
import { ask } from '../server.ts';

const ROOT_CAUSE = `query RootCause($metric: String!, $asset: ID!, $at: DateTime!, $lookback: Duration, $first: Int!, $asOf: DateTime, $knownAt: DateTime) {
  rootCause(metric: $metric, asset: $asset, at: $at, lookback: $lookback, first: $first, asOf: $asOf, knownAt: $knownAt) {
    outcome
    reason
    completeness
    cutOff
    onset
    origin { verdict confidence }
    examined { assets edges signals }
    causes {
      rank
      score
      summary
      asset { id kind name owner { id name contact } }
      path { asset { id kind name } signal { metric strength direction onset } }
      factors { name value known }
      evidence { kind time summary }
    }
    alternatives { score factor reason asset { id name } }
    dimensions {
      summary
      labels { labels coverage slices { dimensions { label value } normal value sampleSize weight share carries } }
    }
  }
}`;

interface Options {
  at?: string;
  lookback?: string;
  first: number;
  asOf?: string;
  knownAt?: string;
  json?: boolean;
}

export const rootCauseCommand = (): Command =>
  new Command('root-cause')
    .description('Which upstream asset or change began the degradation of a metric.')
    .argument('<metric>', 'name of the definition')
    .argument('<asset>', 'asset id')
    .option('--at <time>', 'when it was degraded, RFC 3339; now when left out', instant)
    .option('--lookback <duration>', 'how long before that it may have begun, ISO 8601, such as P7D')
    .option('--first <count>', 'how many causes', wholeNumber, 5)
    .option('--as-of <time>', 'the graph as it stood then; as of the onset when left out', instant)
    .option('--known-at <time>', 'lineage and changes as they were known then', instant)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  headwater root-cause prediction.accuracy deployment/prod/flight-delay --lookback P7D',
    )
    .action(async (metric: string, asset: string, { json, at = new Date().toISOString(), ...asked }: Options) => {
      const { rootCause } = await ask<{ rootCause: RootCause & { onset: string | null } }>(
        ROOT_CAUSE,
        { metric, asset, at, ...asked },
        'rootCause',
      );
      if (json) return printJson({ rootCause });
      const since = rootCause.onset ? `, worse since ${minute(rootCause.onset)}` : '';
      print(`${styled('bold', metric)} of ${asset}${since}`);
      printRootCause(rootCause);
    });
