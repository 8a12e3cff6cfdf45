import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RootCause } from '../../subgraphs/incidents/domain/root-cause/answer.ts';
import type {
  Closure,
  ClosureEdge,
  MeasuredSeries,
  Question,
} from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { rootCauseOf } from '../../subgraphs/incidents/domain/root-cause/root-cause.ts';
import { signalOf } from '../../subgraphs/incidents/domain/root-cause/signal.ts';
import { neighboursOf } from '../../subgraphs/incidents/domain/root-cause/upstream.ts';
import { type AssetId, serviceId } from '../../vocabulary/asset-id.ts';

const FOLDER = join(import.meta.dirname, '../data/petshop-dev');
const STEP = 300_000;
/** The row of a case in which its target is anomalous. */
const ANOMALY = 2;

interface CaseFile {
  id: string;
  scenario: string;
  target: { node: string; metric: string };
  window: string;
  normal: string;
  graph: string;
}

/** Rows of one file: the end of each, and the values of each `node|metric|statistic`. */
interface Table {
  ends: number[];
  columns: Map<string, (number | null)[]>;
}

/** One fault: what is asked, what is known, and where it was injected. */
export interface PetshopCase {
  id: string;
  /** Traffic and metric; each cell is scored on its own. */
  cell: string;
  question: Question;
  edges: ClosureEdge[];
  series: MeasuredSeries[];
  culprit: AssetId;
}

const assetOf = (node: string): AssetId => serviceId('petshop', node);
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

const tables = new Map<string, Table>();

function tableOf(file: string): Table {
  const known = tables.get(file);
  if (known) return known;
  const lines = gunzipSync(readFileSync(join(FOLDER, file)))
    .toString()
    .trim()
    .split(/\r?\n/);
  const [nodes = [], metrics = [], statistics = [], , ...rows] = lines.map((line) => line.split(','));
  const columns = new Map(
    nodes.slice(1).map((node, index) => {
      const values = rows.map((row) => (row[index + 1] ? Number(row[index + 1]) : null));
      return [`${node}|${metrics[index + 1]}|${statistics[index + 1]}`, values] as const;
    }),
  );
  const table = { ends: rows.map(([end]) => Number(end) * 1000), columns };
  tables.set(file, table);
  return table;
}

/** What each metric means; requests have no bad direction. */
const MEANINGS: Record<string, Pick<MeasuredSeries, 'category' | 'direction'> & { statistic: string }> = {
  latency: { category: 'LATENCY', direction: 'LOWER_IS_BETTER', statistic: 'Average' },
  availability: { category: 'FAILURES', direction: 'HIGHER_IS_BETTER', statistic: 'Average' },
  requests: { category: 'THROUGHPUT', direction: 'NEITHER', statistic: 'Sum' },
};

function seriesOf(recent: Table, normal: Table): MeasuredSeries[] {
  return [...recent.columns].flatMap(([column, values]) => {
    const [node = '', metric = '', statistic = ''] = column.split('|');
    const meaning = MEANINGS[metric];
    if (meaning?.statistic !== statistic) return [];
    const grid = (table: Table, known: (number | null)[]) => ({
      start: (table.ends[0] ?? 0) - STEP,
      step: STEP,
      values: known,
    });
    return [
      {
        metric,
        asset: assetOf(node),
        category: meaning.category,
        direction: meaning.direction,
        noiseFloor: null,
        baseline: grid(normal, normal.columns.get(column) ?? []),
        recent: grid(recent, values),
      },
    ];
  });
}

/** The callee is upstream: its trouble causes the caller's. */
const edgesOf = (graph: string): ClosureEdge[] =>
  read(graph).edges.map(({ caller, callee }: { caller: string; callee: string }) => ({
    from: assetOf(callee),
    to: assetOf(caller),
    role: 'CALLS' as const,
  }));

function caseOf({ id, scenario, target, window, normal, graph }: CaseFile, culprit: string): PetshopCase {
  const recent = tableOf(window);
  return {
    id,
    cell: `${scenario} ${target.metric}`,
    question: {
      metric: target.metric,
      asset: assetOf(target.node),
      at: recent.ends.at(-1) ?? 0,
      lookback: recent.ends.length * STEP,
      breachedSince: (recent.ends[ANOMALY] ?? 0) - STEP,
    },
    edges: edgesOf(graph),
    series: seriesOf(recent, tableOf(normal)),
    culprit: assetOf(culprit),
  };
}

/** The sixteen faults of the development split. */
export function petshopCases(): PetshopCase[] {
  const labels = read('labels.json');
  return read('cases.json').map((one: CaseFile) => caseOf(one, labels[one.id]));
}

const ROWS = 5;

/** Windows of normal operation, one beginning at each `every`th row, asked as if nobody had judged them. */
export function normalWindows(every: number): PetshopCase[] {
  const cases: CaseFile[] = read('cases.json');
  const firstOfCell = new Map(cases.map((one) => [`${one.scenario} ${one.target.metric}`, one]));
  return [...firstOfCell.values()].flatMap((one) => {
    const normal = tableOf(one.normal);
    const starts = normal.ends.map((_, index) => index).filter((index) => index % every === 0);
    return starts.slice(0, -1).map((start) => {
      const slice = sliceOf(normal, start);
      const asked = caseOf(one, one.target.node);
      const at = slice.ends.at(-1) ?? 0;
      return { ...asked, question: { ...asked.question, at, breachedSince: null }, series: seriesOf(slice, normal) };
    });
  });
}

const sliceOf = ({ ends, columns }: Table, start: number): Table => ({
  ends: ends.slice(start, start + ROWS),
  columns: new Map([...columns].map(([column, values]) => [column, values.slice(start, start + ROWS)])),
});

/** Everything upstream of the target over these edges. */
function closureOf({ question, edges }: PetshopCase): Closure {
  const { parents } = neighboursOf(edges);
  const depths = new Map([[question.asset, 0]]);
  for (const [asset, depth] of depths)
    for (const parent of parents(asset)) if (!depths.has(parent)) depths.set(parent, depth + 1);
  return { completeness: 'COMPLETE', assets: [...depths].map(([id, depth]) => ({ id, depth })), edges };
}

const MOST = 100;

export const answerOf = (one: PetshopCase): RootCause =>
  rootCauseOf(one.question, { closure: closureOf(one), series: one.series, changes: [] }, MOST);

/** A ranking: sets of assets that tie, best first. */
export type Ranking = AssetId[][];

export function rankingOf(one: PetshopCase): Ranking {
  return [...Map.groupBy(answerOf(one).causes, ({ rank }) => rank).values()].map((tied) =>
    tied.map(({ asset }) => asset),
  );
}

/** Every asset upstream in one tie: what chance would get. */
export const byChance = (one: PetshopCase): Ranking => [closureOf(one).assets.map(({ id }) => id)];

/** By the strongest signal alone, whatever feeds what. */
export function byLargestAnomaly(one: PetshopCase): Ranking {
  const { at, breachedSince } = one.question;
  const scope = { earliest: 0, onset: breachedSince ?? 0, at };
  const anomalyOf = (asset: AssetId) =>
    Math.max(0, ...one.series.map((each) => (each.asset === asset ? (signalOf(each, scope)?.anomaly ?? 0) : 0)));
  const alone = closureOf(one).assets.map(({ id }) => ({ id, anomaly: anomalyOf(id) }));
  return alone.sort((a, b) => b.anomaly - a.anomaly).map(({ id }) => [id]);
}

/** The case with a tenth of its edges lost and as many wrong ones added. */
export function misdrawn(one: PetshopCase, random: () => number): PetshopCase {
  const assets = [...new Set(one.edges.flatMap(({ from, to }) => [from, to]))];
  const any = () => assets[Math.floor(random() * assets.length)] ?? one.question.asset;
  const edges = one.edges.map((edge) => ({ edge, order: random() })).sort((a, b) => a.order - b.order);
  const lost = Math.round(edges.length / 10);
  const wrong = Array.from({ length: lost }, () => ({ from: any(), to: any(), role: 'CALLS' as const }));
  return { ...one, edges: [...edges.slice(lost).map(({ edge }) => edge), ...wrong] };
}

/** The case on a graph whose assets have changed places at random, the target left where it is. */
export function shuffled(one: PetshopCase, random: () => number): PetshopCase {
  const { asset: target } = one.question;
  const assets = [...new Set(one.edges.flatMap(({ from, to }) => [from, to]))].filter((asset) => asset !== target);
  const places = assets.map((asset) => ({ asset, order: random() })).sort((a, b) => a.order - b.order);
  const moved = new Map(assets.map((asset, index) => [asset, places[index]?.asset ?? asset]));
  const placed = (asset: AssetId) => moved.get(asset) ?? asset;
  return { ...one, edges: one.edges.map((edge) => ({ ...edge, from: placed(edge.from), to: placed(edge.to) })) };
}

/** Expected share of the culprit among the first `k` when ties are broken at random. */
export function recall(ranking: Ranking, culprit: AssetId, k: number): number {
  let before = 0;
  for (const tied of ranking) {
    if (tied.includes(culprit)) return Math.max(0, Math.min(1, (k - before) / tied.length));
    before += tied.length;
  }
  return 0;
}
