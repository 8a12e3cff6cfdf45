import { Command } from 'commander';
import { breakdownCommand } from '../metric/breakdown.ts';
import { compareCommand } from '../metric/compare.ts';
import { listCommand } from '../metric/list.ts';
import { seriesCommand } from '../metric/series.ts';
import { unboundCommand } from '../metric/unbound.ts';

export const metricCommand = (): Command =>
  new Command('metric')
    .description('How assets behave over time.')
    .addCommand(listCommand())
    .addCommand(seriesCommand())
    .addCommand(breakdownCommand())
    .addCommand(compareCommand())
    .addCommand(unboundCommand());
