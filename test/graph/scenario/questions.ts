import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, ask, documentOf, type Seeded } from './seed.ts';

/** Every document of the contract, by its folder. */
export const QUESTIONS = [
  'apply-catalog',
  'declare-lineage',
  'lineage',
  'lineage-path',
  'blast-radius',
  'common-ancestors',
  'lineage-paths',
  'search-assets',
  'coverage-gaps',
  'metric-series',
  'root-cause',
  'incidents',
  'alert-context',
] as const;

/** How often a question that came to nothing in time is asked again. */
const TRIES = 5;

const folder = join(import.meta.dirname, '..');
const fileOf = (question: string, name: string) => join(folder, question, name);

export const expectedOf = (question: string): unknown =>
  JSON.parse(readFileSync(fileOf(question, 'expected.json'), 'utf8'));

/** Asks every document of the contract and answers by question, with what differs between runs made the same. */
export async function answersOf(url: string, seeded: Seeded): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {
    'apply-catalog': seeded.applyCatalog,
    'declare-lineage': seeded.declareLineage,
  };
  for (const question of QUESTIONS.filter((each) => existsSync(fileOf(each, 'variables.json'))))
    answers[question] = await askedInTime(url, question);
  inOrderOfMetric(answers.incidents);
  const context = await ask(url, documentOf('alert-context'), { id: await accuracyAlert(url) });
  answers['alert-context'] = context;
  answers.permalink = { data: { alertContext: await openedPermalink(context) } };
  return steady(answers) as Record<string, Answer>;
}

/** A store that has just started may take longer over its first question of a kind than a page waits: it is asked again. */
async function askedInTime(url: string, question: string): Promise<Answer> {
  const variables = JSON.parse(readFileSync(fileOf(question, 'variables.json'), 'utf8'));
  let answer = await ask(url, documentOf(question), variables);
  for (let again = 0; again < TRIES && /DEADLINE_EXCEEDED|TIMED_OUT/.test(JSON.stringify(answer)); again++)
    answer = await ask(url, documentOf(question), variables);
  return answer;
}

async function accuracyAlert(url: string): Promise<string> {
  const { data } = await ask(url, '{ alerts(state: [FIRING]) { edges { node { id audience } } } }', {});
  const alerts = data?.alerts as { edges: { node: { id: string; audience: string } }[] } | null | undefined;
  const alert = alerts?.edges.map(({ node }) => node).find(({ audience }) => audience === 'ON_CALL');
  if (!alert) throw new Error('no alert for the people on call');
  return alert.id;
}

interface AlertEdge {
  node: { metric: { definition: { name: string } } };
}

/** Alerts that began at one time come in the order of their ids, which follow the order in which they were judged. */
function inOrderOfMetric(incidents: Answer | undefined): void {
  const found = incidents?.data?.incidents as { edges: { node: { alerts: { edges: AlertEdge[] } } }[] } | undefined;
  const nameOf = ({ node }: AlertEdge) => node.metric.definition.name;
  for (const { node } of found?.edges ?? []) node.alerts.edges.sort((a, b) => (nameOf(a) < nameOf(b) ? 1 : -1));
}

/** What the permalink of a context opens. */
async function openedPermalink({ data }: Answer): Promise<unknown> {
  const context = data?.alertContext as { links: { kind: string; url: string }[] } | null | undefined;
  const link = context?.links.find(({ kind }) => kind === 'PERMALINK');
  return link && (await fetch(link.url)).json();
}

/** Fields that hold the time of this run. */
const TIMES_OF_THIS_RUN = new Set(['capturedAt']);

/** Opaque ids become `<name 1>`, `<name 2>` … in order of appearance; times of this run become `<time>`. */
function steady(value: unknown): unknown {
  const names = new Map<string, string>();
  const rename = (text: string): string => {
    if (text.includes('/context?signature=')) return '<permalink>';
    const match = /^(alert|incident)\/.+$/.exec(text);
    if (!match) return text;
    if (!names.has(text)) names.set(text, `<${match[1]} ${names.size + 1}>`);
    return names.get(text) ?? text;
  };
  const renameWithin = (cursor: string): string => {
    const decoded = Buffer.from(cursor, 'base64url').toString();
    const renamed = decoded.replace(/(?<=")(alert|incident)\/[^"]+/, rename);
    return renamed === decoded ? cursor : renamed;
  };
  const walk = (node: unknown, key = ''): unknown => {
    if (key === 'endCursor' && typeof node === 'string') return renameWithin(node);
    if (typeof node === 'string') return TIMES_OF_THIS_RUN.has(key) ? '<time>' : rename(node);
    if (Array.isArray(node)) return node.map((element) => walk(element));
    if (node && typeof node === 'object')
      return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, walk(child, name)]));
    return node;
  };
  return walk(value);
}
