import { Command } from 'commander';
import { instant, wholeNumber } from '../arguments.ts';
import { printRootCause, type RootCause } from '../cause.ts';
import { minute, print, printJson, styled } from '../output.ts';
import { ask } from '../server.ts';

const ROOT_CAUSE = `query RootCause($metric: String!, $asset: ID!, $at: DateTime!, $lookback: Duration, $first: Int!) {
  rootCause(metric: $metric, asset: $asset, at: $at, lookback: $lookback, first: $first) {
    outcome
    completeness
    onset
    origin { verdict confidence }
    examined { assets edges signals }
    causes {
      rank
      score
      summary
      asset { id kind name owner { id name contact } }
      path { asset { id kind name } signal { metric strength direction onset } }
      factors { name value }
      evidence { kind time summary }
    }
  }
}`;

interface Options {
  at?: string;
  lookback?: string;
  first: number;
  json?: boolean;
}

export const rootCauseCommand = (): Command =>
  new Command('root-cause')
    .description('Which upstream asset or change began the degradation of a metric.')
    .argument('<metric>', 'name of the definition')
    .argument('<asset>', 'asset id')
    .option('--at <time>', 'when it was degraded, RFC 3339; now when left out', instant)
    .option('--lookback <duration>', 'how long before that it may have begun, ISO 8601')
    .option('--first <count>', 'how many causes', wholeNumber, 5)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  headwater root-cause prediction.accuracy deployment/prod/flight-delay --lookback P7D',
    )
    .action(
      async (metric: string, asset: string, { at = new Date().toISOString(), lookback, first, json }: Options) => {
        const { rootCause } = await ask<{ rootCause: RootCause & { onset: string | null } }>(
          ROOT_CAUSE,
          { metric, asset, at, lookback, first },
          'rootCause',
        );
        if (json) return printJson({ rootCause });
        const since = rootCause.onset ? `, worse since ${minute(rootCause.onset)}` : '';
        print(`${styled('bold', metric)} of ${asset}${since}`);
        printRootCause(rootCause);
      },
    );
