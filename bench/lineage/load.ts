import type { RunStatement } from '../../subgraphs/lineage/domain/statement.ts';
import type { LineageStore } from '../../subgraphs/lineage/ports/lineage-store.ts';
import { RECORDED, runsOf } from './estate.ts';

/** Runs in one call, some 1,800 edges: what fits one transaction of Neo4j. */
const CALL = 250;
/** How often progress is told: after each tenth of the jobs ran once. */
const PARTS = 10;

/** Records an estate; answers how many edges were stated and how many seconds it took. */
export async function load(store: LineageStore, assets: number): Promise<{ edges: number; seconds: number }> {
  const begun = performance.now();
  let edges = 0;
  let runs = 0;
  for (const again of [false, true])
    for (const some of chunks(runsOf(assets, again), CALL)) {
      await store.record(some, RECORDED[again ? 1 : 0]);
      if (!again) edges += some.reduce((sum, run) => sum + run.edges.length, 0);
      runs += some.length;
      if (runs % (assets / 2 / PARTS) === 0) progress(runs, begun);
    }
  return { edges, seconds: (performance.now() - begun) / 1_000 };
}

function progress(runs: number, begun: number): void {
  process.stderr.write(`  ${runs} runs recorded, ${Math.round((performance.now() - begun) / 1_000)} s\n`);
}

function* chunks(runs: Iterable<RunStatement>, size: number): Generator<RunStatement[]> {
  let some: RunStatement[] = [];
  for (const run of runs) {
    some.push(run);
    if (some.length < size) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
