import { setTimeout as pause } from 'node:timers/promises';
import type { LineageStore } from '../../subgraphs/lineage/ports/lineage-store.ts';
import { rounded } from '../report.ts';
import { runsOf } from './estate.ts';
import { type Question, upstreamAsOf } from './questions.ts';

const READERS = 25;
const SECONDS = 15;
/** Edges that arrive in a second, each in a run of its job. */
const ARRIVING = 1_000;
const LIMIT = 5_000;
/** Later than all that was recorded. */
const LATER = 400 * 86_400_000;

/** As-of closures a second for 25 readers, alone and while runs of a thousand edges a second arrive. */
export async function underWrites(store: LineageStore, assets: number) {
  const closures = await closuresPerSecond(store, assets);
  const end = new AbortController();
  const writing = write(store, assets, end.signal);
  const closuresWhileWriting = await closuresPerSecond(store, assets);
  end.abort();
  return {
    closuresPerSecond: rounded(closures),
    closuresPerSecondWhileWriting: rounded(closuresWhileWriting),
    edgesWrittenPerSecond: rounded(await writing),
  };
}

async function closuresPerSecond(store: LineageStore, assets: number): Promise<number> {
  const questions = upstreamAsOf(assets, 2_000, LIMIT);
  const begun = performance.now();
  let asked = 0;
  const reader = async () => {
    while (performance.now() - begun < SECONDS * 1_000) {
      await (questions[asked++ % questions.length] as Question)(store);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return asked / ((performance.now() - begun) / 1_000);
}

/** Runs of the jobs again, later; answers how many edges a second were written. */
async function write(store: LineageStore, assets: number, end: AbortSignal): Promise<number> {
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1_000;
  const pending = new Set<Promise<unknown>>();
  let edges = 0;
  for (const run of runsOf(assets, false)) {
    while (!end.aborted && edges > elapsed() * ARRIVING) await pause(10);
    if (end.aborted) break;
    const written = store.record([{ ...run, runId: `${run.runId}-later`, time: run.time + LATER }], Date.now());
    pending.add(written);
    written.finally(() => pending.delete(written));
    edges += run.edges.length;
  }
  await Promise.all(pending);
  return edges / elapsed();
}
