import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  type ClosureEdge,
  gridValues,
  type MeasuredSeries,
} from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { type AssetId, serviceId } from '../../vocabulary/asset-id.ts';
import type { ScenarioCase } from './scenario-case.ts';

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
      values: gridValues(known),
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

function caseOf({ id, scenario, target, window, normal, graph }: CaseFile, culprit: string): ScenarioCase {
  const recent = tableOf(window);
  return {
    id,
    // Traffic and metric.
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
    changes: [],
    causes: [[assetOf(culprit)]],
    harmless: [],
    origins: ['DEPLOYMENT'],
  };
}

/** The sixteen faults of the development split. */
export function petshopCases(): ScenarioCase[] {
  const labels = read('labels.json');
  return read('cases.json').map((one: CaseFile) => caseOf(one, labels[one.id]));
}

const ROWS = 5;

/** Windows of normal operation, one beginning at each `every`th row, asked as if nobody had judged them. */
export function normalWindows(every: number): ScenarioCase[] {
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
