import { type Effect, ofKind, shareAt } from './effect.ts';
import type { Deployment, Estate, Service, Table } from './layout.ts';

/** Hours that an estate's history is long: 14 days of baseline, two days of look-back, and four more to move in. */
export const HOURS = 20 * 24;

// Asked for in every hour, and a suite's own globals are slow to reach.
const { exp, max, min } = Math;

type Hourly = Float64Array;

interface ColumnState {
  /** Share of rows without a value, beyond the usual. */
  nulls: Hourly;
  /** Share of rows in which readers find none. */
  unreadable: Hourly;
  /** Of the mean, in standard deviations. */
  shift: Hourly;
}

/** What is unusual about a table, hour by hour. */
export interface TableState {
  /** Times the usual number of rows. */
  rows: Hourly;
  /** Hours by which its newest row is older than usual. */
  age: Hourly;
  columns: ColumnState[];
  /** Whether it is as usual in every hour; then its series are shared with others and never written. */
  usual: boolean;
}

interface ServingState {
  /** Of answers given in this hour, how much the accuracy is below the usual, 0..1. */
  lost: Hourly;
  /** Shift of the answers themselves, in standard deviations. */
  shift: Hourly;
}

/** How far everything in an estate is from usual, and nothing of how it is measured. */
export interface World {
  tables: Map<Table, TableState>;
  serving: Map<Deployment, ServingState>;
  /** Latency beyond the usual, in usual latencies. */
  slowness: Map<Deployment | Service, Hourly>;
  /** Of what people are shown by a service, how much is worse than usual, 0..1. */
  disappointment: Map<Service, Hourly>;
}

const hourly = (value = 0): Hourly => new Float64Array(HOURS).fill(value);
const NOTHING = hourly();
const AS_USUAL = hourly(1);

/**
 * What follows from some effects. Each job reads what its inputs held at its last run; a late driving table leaves no new
 * rows, a late looked-up one leaves gaps; a model loses by what its features lack, by how far they moved and by how old
 * they are, in proportion to their importance; a caller waits for whom it calls.
 * `sensitivity`: what accuracy a deployment would lose if it had no features at all.
 */
export function worldOf(
  estate: Estate,
  effects: readonly Effect[],
  sensitivity: (deployment: Deployment) => number,
): World {
  const world: World = { tables: new Map(), serving: new Map(), slowness: new Map(), disappointment: new Map() };
  for (const table of estate.tables) world.tables.set(table, tableState(table, world, effects));
  for (const deployment of estate.deployments)
    world.serving.set(deployment, servingState(deployment, world, effects, sensitivity(deployment)));
  const slowness = (each: Deployment | Service): Hourly => {
    const known = world.slowness.get(each);
    if (known) return known;
    const slow = slownessOf(each, effects, each.calls.map(slowness));
    world.slowness.set(each, slow);
    return slow;
  };
  for (const each of [...estate.services, ...estate.deployments]) slowness(each);
  for (const service of estate.services) world.disappointment.set(service, disappointmentOf(service, world));
  return world;
}

function tableState(table: Table, world: World, effects: readonly Effect[]): TableState {
  const own = effects.filter((effect) => 'table' in effect && effect.table === table) as OfTable[];
  const parents = table.main ? [table.main, ...table.joined] : [];
  if (own.length === 0 && parents.every((parent) => world.tables.get(parent)?.usual)) {
    const columns = table.columns.map(() => ({ nulls: NOTHING, unreadable: NOTHING, shift: NOTHING }));
    return { rows: AS_USUAL, age: NOTHING, columns, usual: true };
  }
  const columns = table.columns.map(() => ({ nulls: hourly(), unreadable: hourly(), shift: hourly() }));
  const state = { rows: hourly(1), age: hourly(), columns, usual: false };
  if (table.main) inherit(state, table, table.main, world);
  for (const effect of own) suffer(state, effect);
  if (ofKind(own, 'ROWS').some(({ factor }) => factor === 0)) grow(state);
  return state;
}

type OfTable = Extract<Effect, { table: Table }>;

function inherit(state: TableState, table: Table, main: Table, { tables }: World): void {
  const of = (parent: Table): TableState => {
    const known = tables.get(parent);
    if (!known) throw new Error(`${parent.name} comes after ${table.name}`);
    return known;
  };
  const parents = [main, ...table.joined].map(of);
  for (let hour = 0; hour < HOURS; hour += 1) {
    const run = hour - (hour % table.period);
    state.rows[hour] = of(main).rows[run] ?? 1;
    state.age[hour] = max(...parents.map(({ age }) => age[run] ?? 0));
  }
  for (const [index, { from }] of table.columns.entries()) {
    const own = state.columns[index];
    const source = from && of(from.table);
    const column = from && source?.columns[from.column];
    if (!own || !source || !column) continue;
    const lookedUp = from.table !== main;
    for (let hour = 0; hour < HOURS; hour += 1) {
      const run = hour - (hour % table.period);
      const gaps = lookedUp ? gapsAfter(source.age[run] ?? 0) : 0;
      own.nulls[hour] = either(column.nulls[run] ?? 0, column.unreadable[run] ?? 0, gaps);
      own.shift[hour] = 0.9 * (column.shift[run] ?? 0);
    }
  }
}

/** The share of rows that find no partner in a table that is this many hours late: they ask for what is newest. */
const gapsAfter = (age: number): number => 0.7 * (1 - exp(-age / 12));

/** The share in which at least one of several independent shares happens. */
const either = (...shares: number[]): number => 1 - shares.reduce((none, share) => none * (1 - share), 1);

function suffer(state: TableState, effect: OfTable): void {
  for (let hour = effect.from; hour < min(HOURS, effect.to); hour += 1) {
    if (effect.kind === 'ROWS') {
      state.rows[hour] = (state.rows[hour] ?? 1) * effect.factor;
      continue;
    }
    const column = state.columns[effect.column];
    if (!column) continue;
    if (effect.kind === 'NULLS') column.nulls[hour] = either(column.nulls[hour] ?? 0, effect.share);
    if (effect.kind === 'UNREADABLE') column.unreadable[hour] = either(column.unreadable[hour] ?? 0, effect.share);
    if (effect.kind === 'SHIFT')
      column.shift[hour] = (column.shift[hour] ?? 0) + effect.size * shareAt(effect, hour, effect.ramp);
  }
}

/** Nothing came: what is there ages by an hour an hour. */
function grow(state: TableState): void {
  for (let hour = 1; hour < HOURS; hour += 1)
    if (state.rows[hour] === 0) state.age[hour] = max(state.age[hour] ?? 0, (state.age[hour - 1] ?? 0) + 1);
}

function servingState(
  deployment: Deployment,
  { tables }: World,
  effects: readonly Effect[],
  sensitivity: number,
): ServingState {
  const state: ServingState = { lost: hourly(), shift: hourly() };
  const skill = ofKind(effects, 'SKILL').filter((effect) => effect.deployment === deployment);
  for (let hour = 0; hour < HOURS; hour += 1) {
    let lost = 0;
    let shift = 0;
    for (const { table, column, importance } of deployment.features) {
      const fed = tables.get(table);
      const values = fed?.columns[column];
      if (!fed || !values || importance === 0) continue;
      const nulls = values.nulls[hour] ?? 0;
      const moved = values.shift[hour] ?? 0;
      lost += importance * either(nulls, awayFrom(moved), staleBy(fed.age[hour] ?? 0));
      shift += importance * ((1 - nulls) * moved + nulls);
    }
    const unskilled = skill.reduce((sum, effect) => sum + effect.loss * shareAt(effect, hour, effect.ramp), 0);
    state.lost[hour] = sensitivity * lost + unskilled;
    state.shift[hour] = shift + 2 * unskilled;
  }
  return state;
}

/** What a feature is no longer worth when its mean has moved by so many standard deviations. */
const awayFrom = (shift: number): number => 0.8 * (1 - exp(-(shift ** 2) / 2));

/** What a feature is no longer worth when it is this many hours late. */
const staleBy = (age: number): number => 0.8 * (1 - exp(-age / 8));

/** Part of what a callee is slower that its caller waits for: some answers come from a cache, others run beside. */
const WAITED_FOR = 0.8;

function slownessOf(each: Deployment | Service, effects: readonly Effect[], callees: readonly Hourly[]): Hourly {
  const slow = hourly();
  const own = ofKind(effects, 'SLOW').filter((effect) => effect.service === each);
  for (let hour = 0; hour < HOURS; hour += 1) {
    const itself = own.reduce((sum, effect) => sum + (effect.factor - 1) * shareAt(effect, hour), 0);
    slow[hour] = itself + WAITED_FOR * max(0, ...callees.map((callee) => callee[hour] ?? 0));
  }
  return slow;
}

/** Part of a worse answer that people notice in a service that shows it among others. */
const NOTICED = 0.6;

function disappointmentOf(service: Service, { serving, disappointment }: World): Hourly {
  const felt = hourly();
  for (const callee of service.calls) {
    const model = 'features' in callee;
    const worse = model ? serving.get(callee)?.lost : disappointment.get(callee);
    for (let hour = 0; hour < HOURS; hour += 1)
      felt[hour] = max(felt[hour] ?? 0, (worse?.[hour] ?? 0) * (model ? 1 : NOTICED));
  }
  return felt;
}
