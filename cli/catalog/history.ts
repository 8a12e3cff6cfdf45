import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { minute, print, printJson, styled, tell } from '../output.ts';
import { ask } from '../server.ts';
import type { Change } from './apply-catalog.ts';
import { printChanges } from './print-applied.ts';
import { unknownDefinition } from './show.ts';

interface Revision {
  definition: {
    version: number;
    revision: number;
    fingerprint: string;
    author: string | null;
    appliedAt: string | null;
    reason: string | null;
  };
  changes: Change[];
}

interface History {
  definition: { name: string; history: { totalCount: number | null; edges: { node: Revision }[] } } | null;
}

const HISTORY = `query History($name: String!, $first: Int!) {
  definition(name: $name) {
    name
    history(first: $first) {
      totalCount
      edges { node {
        definition { version revision fingerprint author appliedAt reason }
        changes { entity name field before after effect }
      } }
    }
  }
}`;

export const historyCommand = (): Command =>
  new Command('history')
    .description('Tells who changed a metric definition, when and why, newest first, and what each change did.')
    .argument('<name>', 'name of the definition')
    .option('--first <count>', 'how many revisions, 1 to 100', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater catalog history prediction.accuracy')
    .action(async (name: string, { first, json }: { first: number; json?: boolean }) => {
      const { definition } = await ask<History>(HISTORY, { name, first }, 'definition');
      if (!definition) throw unknownDefinition(name);
      const { totalCount, edges } = definition.history;
      if (json) return printJson({ name, totalCount, revisions: edges.map(({ node }) => node) });
      for (const { node } of edges) printRevision(name, node);
      if (totalCount !== null && totalCount > edges.length) tell(`${edges.length} of ${totalCount} revisions listed`);
    });

function printRevision(name: string, { definition, changes }: Revision): void {
  const { version, revision, author, appliedAt, reason, fingerprint } = definition;
  const isFirst = version === 1 && revision === 1;
  print(
    `${styled('bold', `${name}@${version}`)} revision ${revision}  ${minute(appliedAt)}  ${author ?? 'somebody unknown'}${reason ? `: ${reason}` : ''}`,
  );
  print(styled('dim', `  fingerprint ${fingerprint.slice(0, 12)}`));
  if (isFirst) print('  created');
  else printChanges(changes);
}
