import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { figure, minute, print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { rangeOf, type Selected, selecting } from './selection.ts';

interface Side {
  definition: { name: string; version: number; unit: string };
  asset: { id: string };
  value: number | null;
  sampleSize: number;
}

interface Comparison {
  compareMetrics: { current: Side; reference: Side; difference: number | null; relativeDifference: number | null };
}

const SIDE = 'definition { name version unit } asset { id } value sampleSize';
const COMPARE = `query Compare($current: MetricSelection!, $reference: MetricSelection!) {
  compareMetrics(current: $current, reference: $reference) {
    current { ${SIDE} } reference { ${SIDE} } difference relativeDifference
  }
}`;

interface Options extends Selected {
  toAsset?: string;
  toFrom?: string;
  toTo?: string;
  definitionVersion?: number;
  toDefinitionVersion?: number;
}

export const compareCommand = (): Command =>
  selecting(new Command('compare').description('A metric held against another range of time, asset or version.'))
    .option('--to-asset <id>', 'asset to compare with (default: the same)')
    .option(
      '--to-from <time>',
      'begin of the range to compare with (default: as long a range just before, or the same for another asset)',
    )
    .option('--to-to <time>', 'end of the range to compare with')
    .option('--definition-version <number>', 'version of the definition (default: the current one)', wholeNumber)
    .option('--to-definition-version <number>', 'version of the definition to compare with', wholeNumber)
    .addHelpText(
      'after',
      '\nExample:\n  headwater metric compare prediction.accuracy deployment/prod/flight-delay --to-asset deployment/canary/flight-delay',
    )
    .action(async (metric: string, asset: string, options: Options) => {
      const range = rangeOf(options);
      const dimensions = options.dimension;
      const current = { metric, asset, ...range, dimensions, version: options.definitionVersion };
      const reference = {
        metric,
        asset: options.toAsset ?? asset,
        ...referenceRange(range, options),
        dimensions,
        version: options.toDefinitionVersion ?? options.definitionVersion,
      };
      const { compareMetrics } = await ask<Comparison>(COMPARE, { current, reference }, 'compareMetrics');
      if (options.json) return printJson(compareMetrics);
      const rows = [
        row('current', compareMetrics.current, current),
        row('reference', compareMetrics.reference, reference),
      ];
      print(table(['', 'value', 'samples', 'from', 'to', 'asset'], rows));
      const { difference, relativeDifference } = compareMetrics;
      if (difference === null) return tell('one of the two is unknown, so there is no difference to tell');
      const share = relativeDifference === null ? '' : ` (${figure(100 * relativeDifference)} %)`;
      print(`difference ${figure(difference)}${share}`);
    });

interface Range {
  from: string;
  to: string;
}

/** Another asset is compared over the same range, the same asset with the range just before. */
function referenceRange({ from, to }: Range, { toAsset, toFrom, toTo }: Options): Range {
  if (toFrom || toTo) return rangeOf({ ...(toFrom && { from: toFrom }), ...(toTo && { to: toTo }) });
  if (toAsset) return { from, to };
  const length = Date.parse(to) - Date.parse(from);
  return { from: new Date(Date.parse(from) - length).toISOString(), to: from };
}

const row = (name: string, { value, sampleSize, asset }: Side, { from, to }: Range): string[] => [
  name,
  figure(value),
  `${sampleSize}`,
  minute(from),
  minute(to),
  asset.id,
];
