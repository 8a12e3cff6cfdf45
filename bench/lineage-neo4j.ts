import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { silentLog } from '../platform/log.ts';
import { openEmbeddedStore } from '../subgraphs/lineage/adapters/embedded.ts';
import { openNeo4jStore } from '../subgraphs/lineage/adapters/neo4j.ts';
import type { LineageStore } from '../subgraphs/lineage/ports/lineage-store.ts';
import { startNeo4j } from '../test/servers/neo4j.ts';
import { load } from './lineage/load.ts';
import { downstream, mixed, paths, type Question, timed, upstream, upstreamAsOf } from './lineage/questions.ts';
import { underWrites } from './lineage/readers.ts';
import { percentile, type Report, rounded } from './report.ts';

/** Assets; ten times apart, so that growth shows. */
const SIZES = { small: 100_000, large: 1_000_000 } as const;
const QUESTIONS = 400;
/** Questions of every kind that both stores are asked. */
const COMPARED = 1_000;
/** Answers that differ and are printed. */
const SHOWN = 5;

/**
 * Walks and paths in a real Neo4j, alone and with readers and writers at once. The peer is the embedded store over the
 * same runs: both must answer a thousand questions of every kind, at any time, the same. A size named after the bench is
 * measured alone: the large one takes eleven minutes to record.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = {};
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  let answersEqual = true;
  for (const [size, assets] of askedSizes(process.argv.slice(3))) {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-lineage-bench-'));
    const server = await startNeo4j({ heap: '1g', pageCache: '1g' });
    try {
      const embedded = await openEmbeddedStore(directory);
      const neo4j = await openNeo4jStore(server, silentLog());
      process.stderr.write(`recording ${assets} assets in the embedded store\n`);
      await load(embedded, assets);
      process.stderr.write(`recording ${assets} assets in Neo4j\n`);
      const { edges, seconds } = await load(neo4j, assets);
      process.stderr.write(`${Math.round(edges / seconds)} edges a second; comparing answers\n`);
      const same = await sameAnswers(embedded, neo4j, mixed(assets, COMPARED));
      answersEqual &&= same === COMPARED;
      process.stderr.write(`${same} of ${COMPARED} answers are the same; measuring\n`);
      const [ours, theirs] = [await figuresOf(neo4j, assets), await figuresOf(embedded, assets)];
      process.stderr.write('asking with readers and writers at once\n');
      figures[size] = {
        ...{ assets, edges, edgesRecordedPerSecond: rounded(edges / seconds), answersSame: `${same} of ${COMPARED}` },
        ...ours,
        ...(await underWrites(neo4j, assets)),
      };
      peers[size] = { embedded: theirs };
      ratios[`${size}UpstreamP95`] = rounded(theirs.upstream5000.p95 / ours.upstream5000.p95);
      await embedded.close();
      await neo4j.close();
    } finally {
      await server.stop();
      rmSync(directory, { recursive: true });
    }
  }
  return { name: 'lineage-neo4j', figures, peers, ratios, answersEqual };
}

/** @throws Error naming what is no size. */
function askedSizes(names: readonly string[]): [size: string, assets: number][] {
  const unknown = names.find((name) => !Object.hasOwn(SIZES, name));
  if (unknown)
    throw new Error(`lineage-neo4j: ${unknown} is no size; name ${Object.keys(SIZES).join(' or ')}, or none for both`);
  return Object.entries(SIZES).filter(([size]) => names.length === 0 || names.includes(size));
}

/** How many questions both answer the same. */
async function sameAnswers(one: LineageStore, other: LineageStore, questions: readonly Question[]): Promise<number> {
  let same = 0;
  for (const [index, question] of questions.entries()) {
    const [a, b] = await Promise.all([question(one), question(other)]);
    if (isDeepStrictEqual(a, b)) same += 1;
    else if (index - same < SHOWN)
      process.stderr.write(`question ${index} is answered otherwise: ${shortened(a)} and ${shortened(b)}\n`);
  }
  return same;
}

const shortened = (answer: unknown): string => JSON.stringify(answer).slice(0, 300);

async function figuresOf(store: LineageStore, assets: number) {
  const asked = {
    upstream500: upstream(assets, QUESTIONS, 500),
    upstream5000: upstream(assets, QUESTIONS, 5_000),
    upstreamAsOf: upstreamAsOf(assets, QUESTIONS, 5_000),
    downstream5000: downstream(assets, QUESTIONS / 4, 5_000),
    path: paths(assets, QUESTIONS),
  };
  const measured = {} as Record<keyof typeof asked, { p50: number; p95: number; p99: number }>;
  for (const [kind, questions] of Object.entries(asked)) {
    const begun = performance.now();
    const times = await timed(store, questions);
    process.stderr.write(
      `  ${kind}: ${questions.length} questions, ${Math.round((performance.now() - begun) / 1_000)} s\n`,
    );
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => rounded(percentile(times, share))) as [
      number,
      number,
      number,
    ];
    measured[kind as keyof typeof asked] = { p50, p95, p99 };
  }
  return measured;
}
