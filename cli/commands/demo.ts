import { Command, Option } from 'commander';

export const demoCommand = (): Command =>
  new Command('demo')
    .description('Starts the server with the demonstration estate: a flight-delay model whose last day was yesterday.')
    .addOption(new Option('--fault <name>', 'adds one more fault upstream').choices(['late-weather']))
    .addHelpText('after', '\nExample:\n  headwater demo --fault late-weather')
    .action(async ({ fault }: { fault?: string }) => {
      process.removeAllListeners('SIGINT');
      // demo/main.ts reads its own arguments, as `npm run demo -- --fault …` gives them.
      process.argv = [...process.argv.slice(0, 2), ...(fault ? ['--fault', fault] : [])];
      await import('../../demo/main.ts');
    });
