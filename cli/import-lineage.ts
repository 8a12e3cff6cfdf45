import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Command } from 'commander';
import { CommandFailure, EXIT } from './failure.ts';
import { print, tell } from './output.ts';
import { answerOf, send } from './server.ts';

/** A body stays far below what the server takes at once. */
const BYTES_AT_ONCE = 4 * 1024 * 1024;
const LINES_BETWEEN_WORDS = 20_000;

export const lineageImport = (): Command =>
  new Command('lineage')
    .description('Takes in what `headwater export lineage` wrote, into an empty lineage.')
    .argument('<file>', 'an .ndjson or .ndjson.gz file, - for standard input')
    .option('--resume', 'go on with an import of the same file that broke off; what is kept already stays')
    .action(async (file: string, { resume = false }: { resume?: boolean }) => {
      const source = file === '-' ? process.stdin : createReadStream(file);
      const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
      const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      // A file that is not there is a fault of its stream, which the lines do not pass on.
      const broken = new Promise<never>((_, fail) => {
        for (const stream of new Set<Readable>([source, input]))
          stream.once('error', (cause: Error) =>
            fail(new CommandFailure(EXIT.notFound, `${file} cannot be read: ${cause.message}`)),
          );
      });
      const count = await Promise.race([importAll(lines, resume), broken]);
      print(`${count} lines imported`);
    });

async function importAll(lines: AsyncIterable<string>, resume: boolean): Promise<number> {
  const importing = { begun: resume, count: 0, told: 0 };
  let batch: string[] = [];
  let bytes = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const length = Buffer.byteLength(line);
    if (batch.length > 0 && bytes + length > BYTES_AT_ONCE) {
      await post(batch, importing);
      batch = [];
      bytes = 0;
    }
    batch.push(line);
    bytes += length;
  }
  if (batch.length > 0) await post(batch, importing);
  if (importing.count === 0) throw new CommandFailure(EXIT.rejected, 'there is nothing in it to import');
  return importing.count;
}

async function post(batch: string[], importing: { begun: boolean; count: number; told: number }): Promise<void> {
  const response = await send(`/api/v1/lineage/import${importing.begun ? '?resume=true' : ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: batch.join('\n'),
  });
  const { error } = (await answerOf(response)) as { error?: { code?: string; message?: string } };
  if (!response.ok) throw failureOf(response.status, error?.message ?? `refused with ${response.status}`, importing);
  importing.begun = true;
  importing.count += batch.length;
  if (importing.count - importing.told < LINES_BETWEEN_WORDS) return;
  importing.told = importing.count;
  tell(`  ${importing.count} lines so far`);
}

function failureOf(status: number, message: string, { count }: { count: number }): CommandFailure {
  const after = count > 0 ? `, after ${count} lines` : '';
  const remedy = count > 0 ? 'once that is mended, run it again with --resume' : undefined;
  if (status === 409) return new CommandFailure(EXIT.rejected, message, 'give --resume if this is the same file again');
  return new CommandFailure(status >= 500 ? EXIT.unavailable : EXIT.rejected, `${message}${after}`, remedy);
}
