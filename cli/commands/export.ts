import { once } from 'node:events';
import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { tell } from '../output.ts';
import { answerOf, send } from '../server.ts';

/** A whole graph may take an hour; what comes is told as it comes. */
const PATIENCE = 6 * 60 * 60_000;
const LINES_BETWEEN_WORDS = 50_000;

export const exportCommand = (): Command =>
  new Command('export').description('Writes out what the server keeps.').addCommand(lineageExport());

const lineageExport = (): Command =>
  new Command('lineage')
    .description('Writes the whole lineage to standard output as NDJSON, each line a static OpenLineage event.')
    .addHelpText(
      'after',
      `
An import of it into an empty store, of either kind, answers every question as this one does, past times included; an
export of that is the same to the byte. What comes in while it is written may be in it in part: for an exact copy let
nothing come in. Idempotency keys of declarations are not part of it.

Example:
  headwater export lineage > lineage.ndjson
  HEADWATER_URL=http://other:4000 headwater import lineage lineage.ndjson`,
    )
    .action(async () => {
      const response = await send('/api/v1/lineage/export', { signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok || !response.body) await refuse(response);
      let lines = 0;
      let told = 0;
      let last = 10;
      try {
        for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
          for (const byte of chunk) if (byte === 10) lines += 1;
          last = chunk.at(-1) ?? last;
          if (lines - told >= LINES_BETWEEN_WORDS) {
            told = lines;
            tell(`  ${lines} lines so far`);
          }
          if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
        }
      } catch (cause) {
        throw new CommandFailure(
          EXIT.unavailable,
          `the export broke off after ${lines} lines: ${(cause as Error).message}`,
          'what was written is not whole; run it again',
        );
      }
      if (last !== 10) throw new CommandFailure(EXIT.unavailable, `the export broke off within line ${lines + 1}`);
      tell(`${lines} lines`);
    });

async function refuse(response: Response): Promise<never> {
  const { error } = (await answerOf(response)) as { error?: { message?: string } };
  throw new CommandFailure(
    response.status >= 500 ? EXIT.unavailable : EXIT.unexpected,
    error?.message ?? `refused with ${response.status}`,
  );
}
