import type { CellScore, scoresOf } from './scores.ts';

const METHODS: Record<string, string> = {
  randomUpstream: 'random',
  largestAnomaly: 'largest',
  rankedCorrelation: 'correlation',
  thresholdTraversal: 'traversal',
};

const HEADER = ['cell', 'cases', 'reachable', 'top-1', 'top-3', 'origin', 'refused rightly', 'wrongly'];

/** The scores as a table in Markdown: a line for each cell, and the pool in the last. Baselines are top-1 / top-3. */
export function tableOf({ all, cells }: ReturnType<typeof scoresOf>): string {
  const header = [...HEADER, ...Object.values(METHODS)];
  const lines = [...Object.entries(cells), ['all', all] as const].map(([cell, score]) => lineOf(cell, score));
  return [header, header.map(() => '---'), ...lines].map((columns) => `| ${columns.join(' | ')} |`).join('\n');
}

function lineOf(cell: string, { cases, reachable, headwater, baselines }: CellScore): string[] {
  const { top1, top3, origin, refusedRightly, refusedWrongly } = headwater;
  const own = [reachable, top1, top3, origin, refusedRightly, refusedWrongly].map(figure);
  const others = Object.keys(METHODS).map((name) => {
    const score = baselines[name];
    return score ? `${figure(score.top1)} / ${figure(score.top3)}` : '';
  });
  return [cell, String(cases), ...own, ...others];
}

const figure = (value: number | null): string => (value === null ? '' : value.toFixed(2).replace(/^0\./, '.'));
