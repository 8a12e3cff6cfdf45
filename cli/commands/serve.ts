import { Command } from 'commander';

export const serveCommand = (): Command =>
  new Command('serve')
    .description('Starts the server, empty or with what its data directory holds.')
    .addHelpText(
      'after',
      '\nHEADWATER_PORT (4000) and HEADWATER_DATA_DIR (.headwater) say where.\n\nExample:\n  HEADWATER_PORT=4100 headwater serve',
    )
    .action(async () => {
      process.removeAllListeners('SIGINT');
      await import('../../gateway/main.ts');
    });
