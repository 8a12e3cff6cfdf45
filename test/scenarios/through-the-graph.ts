import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient } from '../../demo/client.ts';
import { startHeadwater } from '../../gateway/headwater.ts';
import { silentLog } from '../../platform/log.ts';
import type { OriginVerdict } from '../../subgraphs/incidents/domain/root-cause/answer.ts';
import type { Grid, MeasuredSeries } from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { type AssetId, identityOf } from '../../vocabulary/asset-id.ts';
import { durationOf, type Instant, isoOf, type Milliseconds } from '../../vocabulary/duration.ts';
import { eventsOf } from './change-events.ts';
import { type Ranking, rankingIn, type ScenarioCase } from './scenario-case.ts';
import { applyDefinitions, declareLineage, definitionNamed, sendEvents, sendObservations } from './telling.ts';

const DAY = 86_400_000;
/** Lines of observations in one request. */
const LINES = 5_000;
const MOST = 100;

type Client = ReturnType<typeof httpClient>;

export interface PublicAnswer {
  outcome: string;
  origin: OriginVerdict;
  ranking: Ranking;
}

/**
 * The answer to a case of a Headwater that was told of it as any would be: definitions applied, lineage declared, changes sent
 * as OpenLineage events, values as observations, and the `rootCause` query. It starts on a directory of its own.
 */
export async function answerThroughTheGraph(known: ScenarioCase): Promise<PublicAnswer> {
  const one = asHeadwaterHasIt(known);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-scenario-'));
  const server = await startHeadwater({
    port: 0,
    dataDirectory,
    clock: () => endOf(one) + DAY,
    log: silentLog(),
  });
  try {
    const client = httpClient(server.url);
    await define(client, one);
    await declare(client, one);
    await sendEvents(client, eventsOf(one, beginningOf(one)));
    await observe(client, one.series);
    // Where somebody had judged already, so must Headwater have.
    if (one.question.breachedSince !== null) await server.settle();
    return await ask(client, one);
  } finally {
    await server.close();
    rmSync(dataDirectory, { recursive: true });
  }
}

/**
 * The case as a Headwater that was told of it has it: with its recent windows where Headwater's lie, which begin at midnight.
 * What was measured by 21:52 is of the window that ends at 21:55; asked before that, the window would be open and not counted.
 */
export function asHeadwaterHasIt(one: ScenarioCase): ScenarioCase {
  const { metric, asset, at, breachedSince } = one.question;
  const series = one.series.map((each) => ({
    ...each,
    recent: { ...each.recent, start: each.recent.start + untilWindow(each.recent) },
  }));
  const asked = one.series.find((each) => each.metric === metric && each.asset === asset);
  const later = asked ? untilWindow(asked.recent) : 0;
  const since = breachedSince === null ? null : breachedSince + later;
  return { ...one, question: { ...one.question, at: at + later, breachedSince: since }, series };
}

const untilWindow = ({ start, step }: Grid): Milliseconds => (step - (start % step)) % step;

async function define(client: Client, { series, question }: ScenarioCase): Promise<void> {
  const definitions = [...Map.groupBy(series, ({ metric }) => metric)].map(([name, all]) =>
    definitionOf(name, all, name === question.metric ? thresholdsOf(all, question) : []),
  );
  await applyDefinitions(client, definitions);
}

/** A threshold that the window passes in which the breach began; none where nobody judged. */
function thresholdsOf(all: readonly MeasuredSeries[], { asset, breachedSince }: ScenarioCase['question']): object[] {
  const asked = all.find((each) => each.asset === asset);
  if (!asked || breachedSince === null) return [];
  const { start, step, values } = asked.recent;
  const value = values[(breachedSince - start) / step];
  if (value === undefined || Number.isNaN(value)) return [];
  const bound = asked.direction === 'HIGHER_IS_BETTER' ? { below: value * (1 + 1e-9) } : { above: value * (1 - 1e-9) };
  return [{ audience: 'ON_CALL', severity: 'CRITICAL', for: durationOf(step), ...bound }];
}

function definitionOf(name: string, all: readonly MeasuredSeries[], thresholds: readonly object[]): object {
  const [first] = all;
  if (!first) throw new Error(`${name} has no series`);
  return definitionNamed(name, {
    category: first.category,
    appliesTo: [...new Set(all.map(({ asset }) => identityOf(asset).kind))],
    unit: '1',
    direction: first.direction,
    formula: `${name} as simulated`,
    method: { kind: 'value' },
    source: { observations: true },
    window: durationOf(first.recent.step),
    timezone: 'UTC',
    minimumSamples: 1,
    thresholds,
    sensitivity: 'INTERNAL',
  });
}

/** Before everything that a case knows. */
const beginningOf = ({ series }: ScenarioCase): Instant =>
  Math.min(...series.flatMap(({ baseline, recent }) => [baseline.start, recent.start])) - DAY;

/** After everything that a case knows; what is normal may have been measured later. */
const endOf = ({ series, question }: ScenarioCase): Instant =>
  Math.max(question.at, ...series.map(({ baseline }) => baseline.start + baseline.values.length * baseline.step));

async function declare(client: Client, one: ScenarioCase): Promise<void> {
  const begun = isoOf(beginningOf(one));
  const deployed = new Map(
    one.changes.filter(({ kind }) => kind === 'MODEL_DEPLOYED').map(({ asset, time }) => [asset, isoOf(time)]),
  );
  const edges = one.edges.map(({ from, to, role }) => ({
    from,
    to,
    role,
    // Lineage tells of a deployment by the edge that begins.
    validFrom: (role === 'SERVES' && deployed.get(to)) || begun,
  }));
  const assets = [...new Set([one.question.asset, ...one.edges.flatMap(({ from, to }) => [from, to])])];
  await declareLineage(client, assets, edges);
}

async function observe(client: Client, series: readonly MeasuredSeries[]): Promise<void> {
  const lines = series
    .flatMap(({ metric, asset, baseline, recent }) => {
      const values = new Map([...valuesOf(baseline), ...valuesOf(recent)]);
      return [...values].map(([end, value]) => ({ metric, asset, time: isoOf(end), value }));
    })
    .sort((a, b) => (a.time < b.time ? -1 : 1));
  for (let first = 0; first < lines.length; first += LINES)
    await sendObservations(client, lines.slice(first, first + LINES));
}

/** Known values by the end of their window. */
const valuesOf = ({ start, step, values }: Grid): [Instant, number][] =>
  [...values].flatMap((value, index): [Instant, number][] =>
    Number.isNaN(value) ? [] : [[start + (index + 1) * step, value]],
  );

const ROOT_CAUSE = `query($metric: String!, $asset: ID!, $at: DateTime!, $lookback: Duration!, $baseline: TimeRangeInput!, $first: Int!) {
  rootCause(metric: $metric, asset: $asset, at: $at, lookback: $lookback, baseline: $baseline, first: $first) {
    outcome origin { verdict } causes { rank asset { id } }
  }
}`;

interface RootCauseAnswer {
  rootCause: {
    outcome: string;
    origin: { verdict: OriginVerdict };
    causes: { rank: number; asset: { id: AssetId } }[];
  };
}

async function ask(client: Client, { question, series }: ScenarioCase): Promise<PublicAnswer> {
  const { metric, asset, at, lookback } = question;
  const baseline = {
    from: isoOf(Math.min(...series.map((each) => each.baseline.start))),
    to: isoOf(
      Math.max(...series.map((each) => each.baseline.start + each.baseline.values.length * each.baseline.step)),
    ),
  };
  const { rootCause } = await client.ask<RootCauseAnswer>(ROOT_CAUSE, {
    metric,
    asset,
    at: isoOf(at),
    lookback: durationOf(lookback),
    baseline,
    first: MOST,
  });
  const causes = rootCause.causes.map((cause) => ({ rank: cause.rank, asset: cause.asset.id }));
  return { outcome: rootCause.outcome, origin: rootCause.origin.verdict, ranking: rankingIn({ causes }) };
}
