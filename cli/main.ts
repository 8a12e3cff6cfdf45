import { Command, CommanderError } from 'commander';
import { alertCommand } from './commands/alert.ts';
import { catalogCommand } from './commands/catalog.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { healthCommand } from './commands/health.ts';
import { importCommand } from './commands/import.ts';
import { incidentCommand } from './commands/incident.ts';
import { lineageCommand } from './commands/lineage.ts';
import { metricCommand } from './commands/metric.ts';
import { notificationCommand } from './commands/notification.ts';
import { observeCommand } from './commands/observe.ts';
import { postMortemCommand } from './commands/post-mortem.ts';
import { rootCauseCommand } from './commands/root-cause.ts';
import { serveCommand } from './commands/serve.ts';
import { silenceCommand } from './commands/silence.ts';
import { syncCommand } from './commands/sync.ts';
import { CommandFailure, EXIT } from './failure.ts';

const program = new Command('headwater')
  .description('Keeps the health of every model in production in one graph.')
  .helpCommand(false)
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
The server is looked for at HEADWATER_URL, http://127.0.0.1:4000 when not set.
Data goes to standard output, everything else to standard error; --json is stable.
Exit codes: 0 ok, 1 unexpected, 2 usage, 3 not found, 4 not allowed, 5 rejected, 6 findings, 7 unavailable, 130 interrupted.`,
  );

for (const command of [
  serveCommand(),
  demoCommand(),
  catalogCommand(),
  lineageCommand(),
  metricCommand(),
  healthCommand(),
  rootCauseCommand(),
  alertCommand(),
  incidentCommand(),
  postMortemCommand(),
  notificationCommand(),
  silenceCommand(),
  observeCommand(),
  importCommand(),
  syncCommand(),
  exportCommand(),
  doctorCommand(),
])
  program.addCommand(command);

exitWithCodes(program);
process.on('SIGINT', () => process.exit(EXIT.interrupted));
// Whoever reads us, such as `head`, has seen enough.
process.stdout.on('error', (fault: NodeJS.ErrnoException) =>
  process.exit(fault.code === 'EPIPE' ? EXIT.ok : EXIT.unexpected),
);

try {
  await program.parseAsync();
} catch (failure) {
  process.exitCode = told(failure);
}

/** Every command throws instead of exiting, so that the codes are given in one place. */
function exitWithCodes(command: Command): void {
  command.exitOverride();
  for (const each of command.commands) exitWithCodes(each);
}

/** Tells a failure on standard error and answers its exit code. */
function told(failure: unknown): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (failure instanceof CommandFailure) {
    process.stderr.write(`headwater: ${failure.message}\n${failure.remedy ? `  ${failure.remedy}\n` : ''}`);
    return failure.exit;
  }
  process.stderr.write(`headwater: unexpected: ${failure instanceof Error ? failure.stack : String(failure)}\n`);
  return EXIT.unexpected;
}
