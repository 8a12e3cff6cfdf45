import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../subgraphs/lineage/adapters/embedded.ts';
import type { LineageStore } from '../subgraphs/lineage/ports/lineage-store.ts';
import { load } from './lineage/load.ts';
import { downstream, paths, timed, upstream, upstreamAsOf } from './lineage/questions.ts';
import { recursiveSqlite } from './lineage/recursive-sqlite.ts';
import { percentile, type Report, rounded } from './report.ts';

/** Assets; ten times apart, so that growth shows. */
const SIZES = { small: 100_000, large: 1_000_000 } as const;
const QUESTIONS = 1_000;
const LIMIT = 5_000;
/** Questions to the peer, which is slow. */
const PEER_QUESTIONS = 100;

/**
 * Walks and paths in the embedded store, and how long it takes to open and what it holds. The peer is SQLite's own
 * recursive query over the same edges, indexed for it; both must find the same.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = {};
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  let answersEqual = true;
  for (const [size, assets] of Object.entries(SIZES)) {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-bench-'));
    try {
      process.stderr.write(`recording ${assets} assets\n`);
      let store = await openEmbeddedStore(directory);
      const { edges, seconds } = await load(store, assets);
      await store.close();
      const opened = open(directory);
      rmSync(join(directory, 'lineage.graph'));
      const openedAfterCrash = open(directory);
      store = await openEmbeddedStore(directory);
      const ours = await figuresOf(store, assets);
      const peer = await recursiveSqlite(directory, store, assets, PEER_QUESTIONS, LIMIT);
      await store.close();
      answersEqual &&= peer.answersEqual;
      figures[size] = {
        ...{ assets, edges, edgesRecordedPerSecond: rounded(edges / seconds) },
        ...{ opened, openedAfterCrash },
        ...ours,
      };
      peers[size] = { recursiveSqlite: peer.figures };
      for (const kind of ['upstream', 'downstream'] as const)
        ratios[`${size}${kind[0]?.toUpperCase()}${kind.slice(1)}P99`] = rounded(peer.p99[kind] / ours[kind].p99);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }
  return { name: 'lineage-embedded', figures, peers, ratios, answersEqual };
}

/** In a process of its own. */
function open(directory: string): { milliseconds: number; megabytes: number } {
  const script = join(import.meta.dirname, 'lineage/open.ts');
  const printed = execFileSync(process.execPath, ['--expose-gc', script, directory], { encoding: 'utf8' });
  const { milliseconds, megabytes } = JSON.parse(printed);
  return { milliseconds: rounded(milliseconds), megabytes: rounded(megabytes) };
}

async function figuresOf(store: LineageStore, assets: number) {
  const asked = {
    upstream: upstream(assets, QUESTIONS, LIMIT),
    upstreamAsOf: upstreamAsOf(assets, QUESTIONS, LIMIT),
    downstream: downstream(assets, QUESTIONS / 5, LIMIT),
    path: paths(assets, QUESTIONS),
  };
  const measured = {} as Record<keyof typeof asked, { p50: number; p99: number }>;
  for (const [kind, questions] of Object.entries(asked)) {
    const times = await timed(store, questions);
    measured[kind as keyof typeof asked] = {
      p50: rounded(percentile(times, 0.5)),
      p99: rounded(percentile(times, 0.99)),
    };
  }
  return measured;
}
