import { once } from 'node:events';
import { rename, rm, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { tell } from '../output.ts';
import { ask } from '../server.ts';

/** A case may be some megabytes. */
const CASES_AT_ONCE = 5;

const CASES = `query LabelledCases($first: Int!, $after: String) {
  labelledCases(first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { document } } }
}`;

interface Answer {
  labelledCases: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: { document: object } }[];
  };
}

export const exportCasesCommand = (): Command =>
  new Command('export-cases')
    .description('Writes the incidents whose cause people confirmed as labelled cases, NDJSON.')
    .option('--output <file>', 'where to; it is there whole, or as it was before (default: standard output)')
    .addHelpText(
      'after',
      `
Each line holds what the ranking of root causes was asked and given, and what people confirmed to be the answer.

Example:
  headwater incident export-cases --output cases.ndjson
  npm run bench -- root-cause cases.ndjson`,
    )
    .action(async ({ output }: { output?: string }) => {
      const count = { lines: 0 };
      if (output === undefined) await writeOut(casesInLines(count));
      else await writeBeside(output, casesInLines(count));
      const { lines } = count;
      tell(
        lines === 0 ? 'no cause was confirmed yet, so there is no case' : `${lines} ${lines === 1 ? 'case' : 'cases'}`,
      );
    });

async function* casesInLines(count: { lines: number }): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const { labelledCases }: Answer = await ask<Answer>(CASES, { first: CASES_AT_ONCE, after }, 'labelledCases');
    for (const { node } of labelledCases.edges) {
      yield `${JSON.stringify(node.document)}\n`;
      count.lines += 1;
    }
    if (!labelledCases.pageInfo.hasNextPage) return;
    after = labelledCases.pageInfo.endCursor;
  }
}

async function writeOut(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

/** Beside its place first, so that nobody finds half of it. */
async function writeBeside(path: string, lines: AsyncIterable<string>): Promise<void> {
  const beside = `${path}.part`;
  try {
    await writeFile(beside, lines);
    await rename(beside, path);
  } catch (fault) {
    await rm(beside, { force: true });
    if (fault instanceof CommandFailure) throw fault;
    throw new CommandFailure(EXIT.usage, `${path} cannot be written: ${(fault as Error).message}`);
  }
}
