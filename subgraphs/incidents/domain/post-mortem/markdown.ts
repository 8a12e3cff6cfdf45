import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Incident } from '../incident.ts';
import { timeText } from '../root-cause/words.ts';
import { isOverdue } from './actions.ts';
import { agreementOf } from './confirm.ts';
import type { Confirmation, PostMortem } from './post-mortem.ts';
import { causeSentence } from './resolution.ts';
import type { TimelineEntry } from './timeline.ts';
import type { IncidentTimes } from './times.ts';

/** All that a post-mortem is written from. */
export interface WholePostMortem {
  postMortem: PostMortem;
  incident: Incident;
  times: IncidentTimes;
  timeline: readonly TimelineEntry[];
}

const UNWRITTEN = '_Nobody has written this yet._';

/** A post-mortem as people read and file it: one Markdown document. */
export function markdownOf({ postMortem, incident, times, timeline }: WholePostMortem, now: Instant): string {
  const { summary, impact, lessons, confirmation } = postMortem;
  return [
    `# Post-mortem: ${inline(incident.title)}`,
    headOf(postMortem, incident, times),
    section('Summary', summary ?? UNWRITTEN),
    section('Impact', impact ?? UNWRITTEN),
    section('Cause', confirmation ? causeOf(confirmation) : '_Nobody has confirmed the cause yet._'),
    section('Timeline', timelineTable(timeline)),
    section('Actions', actionTable(postMortem, now)),
    section('Lessons', lessons ?? UNWRITTEN),
    '',
  ].join('\n\n');
}

const section = (title: string, content: string): string => `## ${title}\n\n${content}`;

function headOf(postMortem: PostMortem, incident: Incident, times: IncidentTimes): string {
  const after = (length: Milliseconds | null, since: string) =>
    length === null ? '' : `, ${lengthOf(length)} ${since}`;
  const when = (time: Instant | null, missing: string) => (time === null ? missing : timeText(time));
  const rows = [
    ['Post-mortem', stateText(postMortem)],
    ['Incident', `\`${incident.id}\`, ${incident.severity}, ${incident.state.toLowerCase()}`],
    ['Began', when(times.began, 'not known')],
    ['Detected', `${when(times.detected, 'not known')}${after(times.toDetect, 'after it began')}`],
    ['Acknowledged', `${when(times.acknowledged, 'by nobody')}${after(times.toAcknowledge, 'after it was detected')}`],
    ['Resolved', `${when(times.resolved, 'not yet')}${after(times.toResolve, 'after it was detected')}`],
    ['Lasted', times.lasted === null ? (times.resolved === null ? 'it goes on' : 'not known') : lengthOf(times.lasted)],
  ];
  return rows.map(([name, value]) => `- **${name}**: ${value}`).join('\n');
}

function stateText({ state, version, changed, published }: PostMortem): string {
  if (state === 'PUBLISHED' && published)
    return `published ${timeText(published.at)} by ${inline(published.by)} (version ${version})`;
  const before = published ? `; version ${published.version} was published` : '';
  return `**draft**, version ${version}, last changed ${timeText(changed.at)} by ${inline(changed.by)}${before}`;
}

function causeOf(confirmation: Confirmation): string {
  const { by, at, answered, causes } = confirmation;
  const parts = [causeSentence(confirmation).replace(/([^.!?])$/, '$1.')];
  if (causes.length > 0) parts.push(causes.map(({ assets }) => `- ${assets.map(codeOf).join(' or ')}`).join('\n'));
  const word = { CONFIRMED: 'confirms', CORRECTED: 'corrects' };
  const agreement = agreementOf(confirmation);
  const what =
    agreement === null
      ? 'What was answered then is not known.'
      : `It ${word[agreement]} what was answered when the alert fired.`;
  parts.push(`Stated by ${inline(by)}, ${timeText(at)}. ${what}`);
  if (answered && answered.causes.length > 0)
    parts.push(
      table(
        ['rank', 'answered when the alert fired', 'score'],
        answered.causes.map(({ rank, score, asset, summary }) => [
          `${rank}${isConfirmed(confirmation, asset) ? ' ✓' : ''}`,
          summary,
          score.toFixed(2),
        ]),
      ),
    );
  else if (answered)
    parts.push(`Answered when the alert fired: ${answered.outcome.toLowerCase().replaceAll('_', ' ')}.`);
  return parts.join('\n\n');
}

const isConfirmed = ({ causes }: Confirmation, asset: AssetId): boolean =>
  causes.some(({ assets }) => assets.includes(asset));

const timelineTable = (entries: readonly TimelineEntry[]): string =>
  entries.length === 0
    ? '_Nothing is on record._'
    : table(
        ['when', 'what happened'],
        entries.map(({ time, until, summary, actor, note }) => [
          timeText(until) === timeText(time) ? timeText(time) : `${timeText(time)} to ${timeText(until)}`,
          `${summary}${actor ? ` by ${actor}` : ''}${note ? `: “${note}”` : ''}`,
        ]),
      );

const actionTable = ({ actions }: PostMortem, now: Instant): string =>
  actions.length === 0
    ? '_None._'
    : table(
        ['', 'action', 'owner', 'due'],
        actions.map((action) => [
          action.done ? '☑' : '☐',
          action.title,
          action.owner,
          action.done
            ? `done ${timeText(action.done.at).slice(0, 10)}`
            : `${action.due}${isOverdue(action, now) ? ' **overdue**' : ''}`,
        ]),
      );

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** What people or producers wrote, on one line and without what would end a cell or begin HTML. */
const inline = (text: string): string => text.replaceAll('<', '&lt;').replace(/\s+/g, ' ').trim();
const cell = (text: string): string => inline(text).replaceAll('|', '\\|');
const codeOf = (text: string): string => `\`${text}\``;

const UNITS: [Milliseconds, string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
];

/** In the two largest units that it fills: `2 days 3 hours`. */
function lengthOf(length: Milliseconds): string {
  const from = UNITS.findIndex(([size]) => length >= size);
  if (from < 0) return 'less than a second';
  let left = length;
  const parts = UNITS.slice(from, from + 2).flatMap(([size, unit]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : `${count} ${unit}${count === 1 ? '' : 's'}`;
  });
  return parts.join(' ');
}
