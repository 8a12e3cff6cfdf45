import { Command } from 'commander';
import { minute, print, printJson, status, styled, table } from '../output.ts';
import { type Action, type Cause, type PostMortem, read, stateText } from './post-mortem.ts';

interface Times {
  times: Record<string, string | null>;
}

interface Entry {
  time: string;
  until: string;
  kind: string;
  summary: string;
  actor: string | null;
  note: string | null;
  count: number;
}

interface Timeline {
  timeline: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; edges: { node: Entry }[] };
}

const TIMES = 'times { began detected acknowledged resolved toDetect toAcknowledge toResolve lasted }';
const TIMELINE = `timeline(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { time until kind summary actor note count } }
}`;
const HISTORY = 'history(first: 100) { totalCount edges { node { version kind by at state } } }';

export const showCommand = (): Command =>
  new Command('show')
    .description('A post-mortem: what happened, what began it, what is done about it.')
    .argument('<id>', 'id of the incident')
    .option('--markdown', 'the whole as one Markdown document')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater post-mortem show <id> --markdown > post-mortem.md')
    .action(async (id: string, { markdown, json }: { markdown?: boolean; json?: boolean }) => {
      if (markdown) return print((await read<{ markdown: string }>(id, 'markdown')).markdown.trimEnd());
      const postMortem = await read<Times>(id, `${TIMES} ${json ? HISTORY : ''}`);
      const timeline = await wholeTimeline(id);
      if (json) return printJson({ ...postMortem, timeline });
      printHead(postMortem);
      printTimeline(timeline);
      if (postMortem.actions.length > 0) print(`\n${actionTable(postMortem.actions)}`);
    });

async function wholeTimeline(id: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after: string | null = null; ; ) {
    const { timeline }: Timeline = await read<Timeline>(id, TIMELINE, { after });
    entries.push(...timeline.edges.map(({ node }) => node));
    if (!timeline.pageInfo.hasNextPage) return entries;
    after = timeline.pageInfo.endCursor;
  }
}

function printHead(postMortem: PostMortem & Times): void {
  const { incident, summary, cause, times } = postMortem;
  print(styled('bold', incident.title));
  print(`${status(incident.severity)} ${incident.state}, ${incident.id}`);
  print(stateText(postMortem));
  if (summary) print(`\n${summary}`);
  print(
    `\nbegan ${minute(times.began)}, detected ${minute(times.detected)}, acknowledged ${minute(times.acknowledged)}, resolved ${minute(times.resolved)}`,
  );
  print(cause ? causeText(cause) : 'nobody has confirmed the cause yet');
}

function causeText({ causes, origin, note, agreement, by, at, labelledCaseGap }: Cause): string {
  const names = causes.map(({ assets }) => assets.map(({ id }) => id).join(' or '));
  const what = names.length > 0 ? names.join(' and ') : 'nothing that is recorded';
  return [
    `cause: ${what}${origin ? ` (${origin})` : ''}${note ? `: ${note}` : ''}`,
    `stated by ${by} ${minute(at)}; ${agreement?.toLowerCase() ?? 'not known'} against what was answered`,
    ...(labelledCaseGap ? [`no labelled case of it: ${labelledCaseGap}`] : []),
  ].join('\n');
}

const printTimeline = (entries: readonly Entry[]): void =>
  print(
    `\n${table(
      ['when', 'what happened'],
      entries.map(({ time, summary, actor, note }) => [
        minute(time),
        `${summary}${actor ? ` by ${actor}` : ''}${note ? `: ${note}` : ''}`,
      ]),
    )}`,
  );

export const actionTable = (actions: readonly Action[]): string =>
  table(
    ['id', 'state', 'due', 'owner', 'action'],
    actions.map(({ id, state, overdue, due, owner, title }) => [
      id,
      overdue ? styled('red', 'OVERDUE') : state,
      due,
      owner,
      title,
    ]),
  );
