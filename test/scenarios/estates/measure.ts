import type { Direction, MetricCategory } from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Draws, drawsFor } from './draws.ts';
import { type Effect, ofKind, shareAt } from './effect.ts';
import type { Deployment, Estate, Service, Table } from './layout.ts';
import { HOURS, type TableState, type World } from './world.ts';

// Asked for in every window, and a suite's own globals are slow to reach.
const { max, min, sin, sqrt, PI } = Math;

/** A metric of an asset over the whole history. */
export interface Measured {
  metric: string;
  asset: AssetId;
  category: MetricCategory;
  direction: Direction;
  /** Hours of a window. */
  step: number;
  /** Of every window since the first hour; null where nothing was measured. */
  values: (number | null)[];
}

/** How a metric behaves: what it is when nothing is unusual, and what the world makes of it in an hour. */
interface Behaviour extends Omit<Measured, 'values'> {
  usual: number;
  /** Of the usual: how far the hour of the day moves it, and how far chance does. */
  season: number;
  noise: number;
  /** Chance moves it by a share of what it is, or by an amount. */
  scale: 'RELATIVE' | 'ABSOLUTE';
  /** What an hour of the world makes of a value. */
  under(value: number, hour: number): number;
  least: number;
  most: number;
}

/**
 * What is measured of some assets of an estate. About a fifth are not measured at all unless `needed` names them, jobs never;
 * of the others most metrics are.
 */
export function measuredOf(
  estate: Estate,
  world: World,
  effects: readonly Effect[],
  assets: ReadonlySet<AssetId>,
  needed: ReadonlySet<AssetId>,
): Measured[] {
  const behaviours = [
    ...estate.tables.flatMap((table) => ofTable(table, world, estate.seed)),
    ...estate.deployments.flatMap((deployment) => ofDeployment(deployment, world, estate.seed)),
    ...estate.services.flatMap((service) => ofPeople(service, world, estate.seed)),
    ...[...estate.deployments, ...estate.services].flatMap((service) => ofServing(service, world, estate.seed)),
  ];
  return behaviours.flatMap((behaviour) => {
    const { asset, metric } = behaviour;
    if (!assets.has(asset)) return [];
    const asked = drawsFor('measured', estate.seed, asset);
    const assetIs = asked.chance(0.8);
    const metricIs = drawsFor('measured', estate.seed, asset, metric).chance(0.85);
    if (!needed.has(asset) && !(assetIs && metricIs)) return [];
    return [measured(behaviour, drawsFor('noise', estate.seed, asset, metric), effects)];
  });
}

const HOURLY = { step: 1, least: 0, most: Number.POSITIVE_INFINITY } as const;

/** The name of a metric whose windows are longer than an hour says so, for a definition has one window. */
const named = (name: string, step: number): string => (step === 1 ? name : `${name}.${step}h`);

function ofTable(table: Table, { tables }: World, seed: number): Behaviour[] {
  const draws = drawsFor('table', seed, table.id);
  const state = tables.get(table);
  const at = (series: Float64Array | undefined, hour: number) => series?.[hour] ?? 0;
  const nulls = draws.between(0.002, 0.03);
  const nullsAt = (hour: number) =>
    (state?.columns ?? []).reduce((sum, column) => sum + at(column.nulls, hour), 0) / Math.max(1, table.columns.length);
  const common = { ...HOURLY, asset: table.id, step: table.period, scale: 'RELATIVE' } as const;
  return [
    {
      ...common,
      metric: named('dataset.rows', table.period),
      category: 'THROUGHPUT',
      direction: 'NEITHER',
      usual: draws.between(5_000, 200_000),
      season: table.kind === 'SOURCE' || table.kind === 'STAGED' ? draws.between(0.1, 0.5) : 0.1,
      noise: draws.between(0.02, 0.06),
      under: (value, hour) => value * at(state?.rows, hour),
    },
    {
      ...common,
      metric: named('dataset.freshness', table.period),
      category: 'FRESHNESS',
      direction: 'LOWER_IS_BETTER',
      usual: 0.5 * table.period + draws.between(0.1, 1),
      season: 0.05,
      noise: draws.between(0.05, 0.15),
      under: (value, hour) => value + at(state?.age, hour),
    },
    ...(table.columns.length === 0
      ? []
      : [
          {
            ...common,
            metric: named('dataset.null-share', table.period),
            category: 'DATA_QUALITY' as const,
            direction: 'LOWER_IS_BETTER' as const,
            usual: nulls,
            season: 0.1,
            noise: draws.between(0.05, 0.2),
            most: 1,
            under: (value: number, hour: number) => 1 - (1 - value) * (1 - nullsAt(hour)),
          },
        ]),
    ...(table.kind === 'FEATURES' ? table.columns.flatMap((_, column) => ofFeature(table, column, state, seed)) : []),
  ];
}

function ofFeature(table: Table, index: number, state: TableState | undefined, seed: number): Behaviour[] {
  const { asset } = table.columns[index] ?? { asset: table.id };
  const draws = drawsFor('feature', seed, asset);
  const column = state?.columns[index];
  const missing = draws.between(0.002, 0.03);
  const common = { ...HOURLY, asset, step: table.period, scale: 'RELATIVE' } as const;
  const at = (series: Float64Array | undefined, hour: number) => series?.[hour] ?? 0;
  return [
    {
      ...common,
      metric: named('feature.missing', table.period),
      category: 'DATA_QUALITY',
      direction: 'LOWER_IS_BETTER',
      usual: missing,
      season: 0.1,
      noise: draws.between(0.05, 0.2),
      most: 1,
      under: (value, hour) => 1 - (1 - value) * (1 - at(column?.nulls, hour)),
    },
    {
      ...common,
      metric: named('feature.drift', table.period),
      category: 'DRIFT',
      direction: 'LOWER_IS_BETTER',
      usual: draws.between(0.005, 0.02),
      season: 0.1,
      noise: 0.3,
      under: (value, hour) => value + populationStability(at(column?.shift, hour), at(column?.nulls, hour), missing),
    },
  ];
}

/**
 * Population stability index of a normal distribution moved by some standard deviations, which is the square of these, and of
 * a bin of missing values whose share grew.
 */
function populationStability(shift: number, nulls: number, usual: number): number {
  const share = 1 - (1 - usual) * (1 - nulls);
  return (1 - share) * shift ** 2 + (share - usual) * Math.log(share / usual);
}

function ofDeployment(deployment: Deployment, { serving }: World, seed: number): Behaviour[] {
  const draws = drawsFor('deployment', seed, deployment.id);
  const state = serving.get(deployment);
  // What an answer was worth is known later, and shown when it is.
  const lost = (hour: number) => state?.lost[max(0, hour - deployment.labelDelay)] ?? 0;
  const brier = draws.between(0.08, 0.15);
  return [
    {
      ...HOURLY,
      asset: deployment.id,
      metric: 'prediction.accuracy',
      category: 'ACCURACY',
      direction: 'HIGHER_IS_BETTER',
      usual: draws.between(0.82, 0.95),
      season: draws.between(0, 0.006),
      noise: draws.between(0.004, 0.01),
      scale: 'ABSOLUTE',
      most: 1,
      under: (value, hour) => value - lost(hour),
    },
    {
      ...HOURLY,
      asset: deployment.id,
      metric: 'prediction.drift',
      category: 'DRIFT',
      direction: 'LOWER_IS_BETTER',
      usual: draws.between(0.005, 0.02),
      season: 0.1,
      noise: 0.3,
      scale: 'RELATIVE',
      under: (value, hour) => value + (state?.shift[hour] ?? 0) ** 2,
    },
    {
      ...HOURLY,
      asset: deployment.version,
      metric: 'prediction.brier',
      category: 'ACCURACY',
      direction: 'LOWER_IS_BETTER',
      usual: brier,
      season: 0.02,
      noise: 0.04,
      scale: 'RELATIVE',
      most: 1,
      under: (value, hour) => value + 0.8 * lost(hour),
    },
  ];
}

function ofServing(service: Deployment | Service, { slowness }: World, seed: number): Behaviour[] {
  const draws = drawsFor('serving', seed, service.id);
  const state = slowness.get(service);
  const slow = (hour: number) => state?.[hour] ?? 0;
  const usual = draws.between(20, 300);
  // Answers that take more than twice as long run into time limits, and some of those who wait go away.
  const timedOut = (hour: number) => 0.05 * max(0, slow(hour) - 1);
  const common = { ...HOURLY, asset: service.id, scale: 'RELATIVE' } as const;
  return [
    {
      ...common,
      metric: 'serving.latency',
      category: 'LATENCY',
      direction: 'LOWER_IS_BETTER',
      usual,
      season: draws.between(0.02, 0.12),
      noise: draws.between(0.03, 0.1),
      under: (value, hour) => value * (1 + slow(hour)),
    },
    {
      ...common,
      metric: 'serving.errors',
      category: 'FAILURES',
      direction: 'LOWER_IS_BETTER',
      usual: draws.between(0.001, 0.005),
      season: 0.1,
      noise: 0.2,
      most: 1,
      under: (value, hour) => value + timedOut(hour),
    },
    {
      ...common,
      metric: 'serving.requests',
      category: 'THROUGHPUT',
      direction: 'NEITHER',
      usual: draws.between(2_000, 50_000),
      season: draws.between(0.2, 0.5),
      noise: draws.between(0.03, 0.08),
      under: (value, hour) => value * (1 - min(0.4, 2 * timedOut(hour))),
    },
  ];
}

/** Share of what a service shows that people take; of services that show what models answer. */
function ofPeople(service: Service, { disappointment }: World, seed: number): Behaviour[] {
  const draws = drawsFor('people', seed, service.id);
  const worse = disappointment.get(service);
  if (!service.calls.some((callee) => 'features' in callee)) return [];
  return [
    {
      ...HOURLY,
      asset: service.id,
      metric: 'service.acceptance',
      category: 'ACCURACY',
      direction: 'HIGHER_IS_BETTER',
      usual: draws.between(0.3, 0.6),
      season: draws.between(0, 0.01),
      noise: draws.between(0.008, 0.018),
      scale: 'RELATIVE',
      most: 1,
      under: (value, hour) => value * (1 - min(1, 2 * (worse?.[hour] ?? 0))),
    },
  ];
}

/** Windows that were not measured, one by one and for a stretch of six hours. */
const LOST_WINDOW = 0.015;
const LOST_STRETCH = 0.1;

/** Seldom, chance is four times itself. */
const HEAVY = 0.004;

/** The values of a metric: its day, its noise, which remembers what it was an hour before, and what the world made of it. */
function measured(behaviour: Behaviour, draws: Draws, effects: readonly Effect[]): Measured {
  const { usual, season, noise, scale, under, least, most, metric, asset, category, direction, step } = behaviour;
  const memory = draws.between(0.1, 0.6);
  const phase = draws.between(0, 24);
  const stretch = draws.chance(LOST_STRETCH) ? draws.whole(0, HOURS - 6) : Number.NaN;
  const glitches = ofKind(effects, 'GLITCH').filter((each) => each.asset === asset && each.metric === metric);
  const unit = scale === 'RELATIVE' ? usual : 1;
  let chance = draws.normal();
  const fresh = sqrt(1 - memory ** 2);
  const values: (number | null)[] = [];
  for (let start = 0; start < HOURS; start += step) {
    chance = memory * chance + fresh * draws.normal() * (draws.chance(HEAVY) ? 4 : 1);
    const lost = draws.chance(LOST_WINDOW) || (start >= stretch && start < stretch + 6);
    const day = sin((2 * PI * (start + step / 2 + phase)) / 24);
    const glitch = glitches.reduce((sum, each) => sum + (shareAt(each, start) ? each.size : 0), 0);
    const value = usual + unit * (season * day + noise * (chance + glitch));
    let sum = 0;
    for (let hour = start; hour < start + step; hour += 1) sum += under(max(least, value), hour);
    values.push(lost ? null : max(least, min(most, sum / step)));
  }
  return { metric, asset, category, direction, step, values };
}
