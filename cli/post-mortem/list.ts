import { Command } from 'commander';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { minute, print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { POST_MORTEM, type PostMortem } from './post-mortem.ts';

const STATES = ['DRAFT', 'PUBLISHED'];

const LIST = `query PostMortems($state: [PostMortemState!]!, $first: Int!) {
  postMortems(state: $state, first: $first) { totalCount edges { node { ${POST_MORTEM} } } }
}`;

interface Answer {
  postMortems: { totalCount: number | null; edges: { node: PostMortem }[] };
}

export const listCommand = (): Command =>
  new Command('list')
    .description('Post-mortems, those begun last first.')
    .option('--state <states...>', `only in these: ${STATES.join(', ')}`, wordsOf(STATES))
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater post-mortem list --state DRAFT')
    .action(async ({ state = STATES, first, json }: { state?: string[]; first: number; json?: boolean }) => {
      const { postMortems } = await ask<Answer>(LIST, { state, first }, 'postMortems');
      const nodes = postMortems.edges.map(({ node }) => node);
      if (json) return printJson({ totalCount: postMortems.totalCount, postMortems: nodes });
      if (nodes.length === 0) return tell(`no post-mortem is ${state.join(' or ')}`);
      const rows = nodes.map((node) => [
        minute(node.begun.at),
        node.state,
        node.cause ? (node.cause.agreement ?? 'STATED') : '-',
        actionsText(node),
        node.incident.id,
        node.incident.title,
      ]);
      print(table(['begun', 'state', 'cause', 'actions', 'incident', 'title'], rows));
      const { totalCount } = postMortems;
      if (totalCount !== null && totalCount > nodes.length) tell(`${nodes.length} of ${totalCount} listed`);
    });

function actionsText({ actions }: PostMortem): string {
  const open = actions.filter(({ state }) => state === 'OPEN').length;
  const overdue = actions.filter((action) => action.overdue).length;
  return `${open} of ${actions.length} open${overdue > 0 ? `, ${overdue} overdue` : ''}`;
}
