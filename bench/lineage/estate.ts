/**
 * An estate of any size, the same each time. Half of its assets are datasets, half the jobs that write them, in domains
 * of some hundred that read from two domains of the tier below, besides a few datasets that everybody reads: the most
 * read of a million assets has tens of thousands of readers. A fifth of the jobs run a second time and have one input less.
 */
import type { RunStatement, StatedEdge } from '../../subgraphs/lineage/domain/statement.ts';
import { randomFrom } from '../../test/random.ts';
import { type AssetId, datasetId, jobId } from '../../vocabulary/asset-id.ts';

const NAMESPACE = 'warehouse';
/** Datasets in a domain, and as many jobs. */
const DOMAIN = 40;
const TIERS = 5;
/** How many datasets there are for each that is read from everywhere. */
const DATASETS_PER_HUB = 500;
const HUB_SHARE = 0.08;
const NEIGHBOUR_SHARE = 0.12;
/** How steeply readers gather at the first hubs. */
const STEEPNESS = 5;
const RERUN_SHARE = 0.2;
/** A few jobs write back into their own past, which makes cycles. */
const BACK_SHARE = 0.02;

const DAY = 86_400_000;
export const BEGIN = Date.UTC(2026, 0, 1);
/** First runs lie in the first half of this span, second runs in the other. */
export const SPAN = 100 * DAY;
/** When the first runs and when the second were recorded. */
export const RECORDED = [BEGIN + SPAN, BEGIN + 2 * SPAN] as const;

export const dataset = (index: number): AssetId =>
  datasetId(NAMESPACE, `domain_${Math.floor(index / DOMAIN)}.table_${index}`);
export const job = (index: number): AssetId => jobId(NAMESPACE, `domain_${Math.floor(index / DOMAIN)}.build_${index}`);

/** A dataset that everybody reads and no job writes. */
export const hub = (index: number): AssetId => datasetId(NAMESPACE, `reference.table_${index}`);

/** The runs of all jobs in the order of the jobs, first runs or second ones. */
export function* runsOf(assets: number, again: boolean): Generator<RunStatement> {
  const datasets = assets / 2;
  for (let index = 0; index < datasets; index += 1) {
    const random = randomFrom(index * 7919 + 17);
    const inputs = [...inputsOf(index, datasets, random)];
    const outputs = [...outputsOf(index, random)];
    const first = BEGIN + Math.floor((random() * SPAN) / 2);
    if (!again) yield runAt(index, first, inputs, outputs);
    else if (random() < RERUN_SHARE) yield runAt(index, first + SPAN / 2, inputs.slice(1), outputs);
  }
}

function* inputsOf(index: number, datasets: number, random: () => number): Generator<AssetId> {
  const hubs = Math.max(3, Math.floor(datasets / DATASETS_PER_HUB));
  const domain = Math.floor(index / DOMAIN);
  const tier = domain % TIERS;
  const place = index % DOMAIN;
  const neighbours = tier === 0 ? [] : [domain - 1, Math.max(0, domain - 1 - TIERS * (1 + (domain % 3)))];
  const seen = new Set<AssetId>();
  const wanted = 5 + Math.floor(random() * 5);
  for (let number = 0; number < wanted; number += 1) {
    const draw = random();
    const neighbour = neighbours[Math.floor(random() * neighbours.length)];
    const input =
      draw < HUB_SHARE || (place === 0 && neighbour === undefined)
        ? hub(Math.floor(hubs * random() ** STEEPNESS))
        : (draw < HUB_SHARE + NEIGHBOUR_SHARE || place === 0) && neighbour !== undefined
          ? dataset(neighbour * DOMAIN + Math.floor(random() * DOMAIN))
          : dataset(domain * DOMAIN + Math.floor(random() * place));
    if (seen.has(input)) continue;
    seen.add(input);
    yield input;
  }
}

function* outputsOf(index: number, random: () => number): Generator<number> {
  yield index;
  const place = index % DOMAIN;
  if (place + 1 < DOMAIN && random() < 0.6) yield index + 1;
  if (place > 0 && random() < BACK_SHARE) yield index - 1 - Math.floor(random() * (place - 1));
}

function runAt(index: number, time: number, inputs: readonly AssetId[], outputs: readonly number[]): RunStatement {
  const edges: StatedEdge[] = [
    ...inputs.map((input) => ({ from: input, role: 'READS' as const, to: job(index) })),
    ...outputs.map((output) => ({ from: job(index), role: 'WRITES' as const, to: dataset(output) })),
  ];
  return {
    ...{ kind: 'run', runId: `run-${index}-${time}`, job: job(index), type: 'COMPLETE', time },
    ...{ parent: null, error: null, edges, facts: [], traceId: null },
  };
}
