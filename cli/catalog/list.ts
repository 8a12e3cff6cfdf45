import { Command, InvalidArgumentError } from 'commander';
import { print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';

const CATEGORIES = ['ACCURACY', 'DRIFT', 'LATENCY', 'THROUGHPUT', 'RESOURCES', 'FAILURES', 'DATA_QUALITY', 'FRESHNESS'];
const KINDS = ['DATASET', 'FEATURE', 'JOB', 'MODEL_VERSION', 'DEPLOYMENT', 'SERVICE'];
const SENSITIVITIES = ['PUBLIC', 'INTERNAL', 'RESTRICTED'];

/** Reads one of some words, in any case, with dashes for underscores. */
const oneOf = (known: readonly string[]) => (text: string) => {
  const word = text.toUpperCase().replaceAll('-', '_');
  if (!known.includes(word)) throw new InvalidArgumentError(`"${text}" is none of ${known.join(', ')}.`);
  return word;
};

export const category = oneOf(CATEGORIES);

interface Filter {
  category?: string;
  owner?: string;
  appliesTo?: string;
  tag?: string;
  reviewDueBy?: string;
  sensitivity?: string;
  text?: string;
}

interface Listed {
  id: string;
  name: string;
  version: number;
  title: string;
  category: string;
  appliesTo: string[];
  reviewBy: string | null;
  tags: string[];
  owner: { name: string } | null;
}

interface Page {
  definitions: {
    totalCount: number | null;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: Listed }[];
  };
}

const PAGE = `query Definitions(
  $after: String, $category: MetricCategory, $owner: String, $appliesTo: AssetKind, $tag: String, $text: String,
  $reviewDueBy: String, $sensitivity: Sensitivity
) {
  definitions(
    first: 100, after: $after, category: $category, owner: $owner, appliesTo: $appliesTo, tag: $tag, text: $text,
    reviewDueBy: $reviewDueBy, sensitivity: $sensitivity
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { id name version title category appliesTo reviewBy tags owner { name } } }
  }
}`;

const filtered = (command: Command): Command =>
  command
    .option('--category <category>', CATEGORIES.join(', '), category)
    .option('--owner <team>', 'of this team')
    .option('--applies-to <kind>', KINDS.join(', '), oneOf(KINDS))
    .option('--tag <tag>', 'with this tag')
    .option('--review-due-by <day>', 'to be reviewed by this day, such as 2027-02-01')
    .option('--sensitivity <word>', SENSITIVITIES.join(', '), oneOf(SENSITIVITIES))
    .option('--json', 'print JSON');

export const listCommand = (): Command =>
  filtered(new Command('list').description('Lists metric definitions by name, in their current version.'))
    .addHelpText('after', '\nExample:\n  headwater catalog list --category drift --owner risk-ml')
    .action((options: Filter & { json?: boolean }) => list(options));

export const searchCommand = (): Command =>
  filtered(new Command('search').description('Finds metric definitions by words of name, title, formula and tags.'))
    .argument('<text...>', 'the beginnings of words, all of which must be found')
    .addHelpText('after', '\nExample:\n  headwater catalog search stability feat --category drift')
    .action((words: string[], options: Filter & { json?: boolean }) => list({ ...options, text: words.join(' ') }));

async function list({ json, ...filter }: Filter & { json?: boolean }): Promise<void> {
  const { found, totalCount } = await allOf(filter);
  if (json) return printJson({ totalCount, definitions: found });
  if (found.length === 0) return tell('no definition was found');
  print(
    table(
      ['name', 'version', 'category', 'owner', 'review by', 'title'],
      found.map(({ name, version, category: kind, owner, reviewBy, title }) => [
        name,
        `${version}`,
        kind,
        owner?.name ?? '-',
        reviewBy ?? '-',
        title,
      ]),
    ),
  );
}

async function allOf(filter: Filter): Promise<{ found: Listed[]; totalCount: number | null }> {
  const found: Listed[] = [];
  for (let after: string | null = null; ; ) {
    const { definitions }: Page = await ask<Page>(PAGE, { ...filter, after }, 'definitions');
    found.push(...definitions.edges.map(({ node }) => node));
    if (!definitions.pageInfo.hasNextPage) return { found, totalCount: definitions.totalCount };
    after = definitions.pageInfo.endCursor;
  }
}
