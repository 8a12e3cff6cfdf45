import type { OriginVerdict } from '../../../subgraphs/incidents/domain/root-cause/answer.ts';
import type { ChangeKind } from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Draws } from './draws.ts';
import type { Effect } from './effect.ts';
import type { Column, Deployment, Estate, Service, Table } from './layout.ts';
import { HOURS } from './world.ts';

export const FAULT_KINDS = [
  'schema change',
  'late source',
  'bad backfill',
  'null flood',
  'feature drift',
  'training on stale data',
  'model swap',
  'slow service',
  'two causes at once',
  'no cause recorded',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A change as lineage would record it, at the start of an hour of the history. */
export interface RecordedChange {
  asset: AssetId;
  hour: number;
  kind: ChangeKind;
  summary: string;
  additive?: boolean;
}

/** What goes wrong, and what somebody who knew it would answer. */
export interface Fault {
  /** First hour at which something is wrong. */
  from: number;
  effects: Effect[];
  /** The effects of each of several causes; empty when there is one. */
  parts: Effect[][];
  changes: RecordedChange[];
  /** What began it: one set for each cause, any of whose assets names it. Empty when nothing recorded began it. */
  causes: AssetId[][];
  /** Each of them is right. */
  origins: OriginVerdict[];
  /** The deployment whose answers become worse; null when none do. */
  model: Deployment | null;
  /** What is asked about: accuracy of the model, what people take of what it answers, or a latency. */
  target: Deployment | Service;
  metric: 'prediction.accuracy' | 'service.acceptance' | 'serving.latency';
  /** Deployments that serve their newer version in the end. */
  newer: Deployment[];
  /** Assets without whose measurements nobody could tell. */
  needed: AssetId[];
}

/** Where a feature's values come from, from itself to the source. */
interface Origin {
  table: Table;
  column: number;
}

/** The hour at which something goes wrong: 36 to 54 hours before the end of the history. */
export const faultHour = (draws: Draws): number => draws.whole(HOURS - 54, HOURS - 36);

const STILL = HOURS;

/** The fault of a kind in an estate, drawn. */
export function faultOf(kind: FaultKind, estate: Estate, draws: Draws, from: number): Fault {
  switch (kind) {
    case 'schema change':
    case 'late source':
    case 'bad backfill':
    case 'null flood':
    case 'feature drift': {
      const model = draws.pick(estate.deployments);
      return ofData(kind, askedOf(model, estate, draws), draws.pick(weighty(model)), draws, from);
    }
    case 'training on stale data':
      return staleTraining(askedOf(draws.pick(estate.deployments), estate, draws), draws, from);
    case 'model swap':
      return modelSwap(acceptanceOf(draws.pick(estate.deployments), estate, draws), draws, from);
    case 'slow service':
      return slowService(estate, draws, from);
    case 'two causes at once':
      return twoCauses(askedOf(draws.pick(estate.deployments), estate, draws), draws, from);
    case 'no cause recorded':
      return noCause(draws.pick(estate.deployments), draws, from);
  }
}

/** What somebody asks who sees that a model's answers have become worse. */
type Asked = Pick<Fault, 'target' | 'metric'> & { model: Deployment };

/** Half of those who ask see its accuracy, half see that people take less of what it answers. */
const askedOf = (model: Deployment, estate: Estate, draws: Draws): Asked =>
  draws.chance(0.5) ? { model, target: model, metric: 'prediction.accuracy' } : acceptanceOf(model, estate, draws);

const acceptanceOf = (model: Deployment, { services }: Estate, draws: Draws): Asked => ({
  model,
  target: draws.pick(services.filter(({ calls }) => calls.includes(model))),
  metric: 'service.acceptance',
});

/** The features that carry a model: at least half as important as its first. */
function weighty({ features }: Deployment): Deployment['features'] {
  const most = Math.max(...features.map(({ importance }) => importance));
  return features.filter(({ importance }) => importance >= most / 2);
}

function originsOf(feature: Origin): Origin[] {
  const chain: Origin[] = [feature];
  for (let from = columnOf(feature).from; from; from = columnOf(from).from) chain.push(from);
  return chain;
}

function columnOf({ table, column }: Origin): Column {
  const found = table.columns[column];
  if (!found) throw new Error(`${table.name} has no column ${column}`);
  return found;
}

const DATA_KINDS = ['schema change', 'late source', 'null flood', 'feature drift'] as const;
type DataKind = (typeof DATA_KINDS)[number] | 'bad backfill';

function ofData(kind: DataKind, asked: Asked, feature: Origin, draws: Draws, from: number): Fault {
  const chain = originsOf(feature);
  const source = chain.at(-1) ?? feature;
  const { table } = source;
  const common = {
    from,
    origins: ['DATA' as const],
    ...asked,
    newer: [],
    parts: [],
    needed: [table.id],
    changes: [],
    causes: [[table.id]],
  };
  const { name } = columnOf(source);
  switch (kind) {
    case 'schema change': {
      const share = draws.between(0.6, 1);
      const summary = `The schema changed: retyped ${name} from BIGINT to VARCHAR.`;
      return {
        ...common,
        effects: [{ ...source, kind: 'UNREADABLE', from, to: STILL, share }],
        changes: [{ asset: table.id, hour: from, kind: 'SCHEMA_CHANGED', summary }],
        needed: [],
      };
    }
    case 'late source': {
      const failed = draws.chance(0.5);
      const summary = 'A run failed: the export was not there.';
      return {
        ...common,
        effects: [{ kind: 'ROWS', table, from, to: STILL, factor: 0 }],
        changes: failed ? [{ asset: table.job, hour: from, kind: 'RUN_FAILED', summary }] : [],
        causes: [[failed ? table.job : table.id]],
      };
    }
    case 'null flood': {
      const share = draws.between(0.4, 0.9);
      const summary = `The share of rows without ${name} rose from 0.01 to ${share.toFixed(2)}.`;
      return {
        ...common,
        effects: [{ ...source, kind: 'NULLS', from, to: STILL, share }],
        changes: draws.chance(0.5) ? [{ asset: table.id, hour: from, kind: 'NULL_SHARE_CHANGED', summary }] : [],
      };
    }
    case 'feature drift': {
      const { asset } = columnOf(feature);
      const size = draws.between(1, 2.5);
      return {
        ...common,
        effects: [{ ...feature, kind: 'SHIFT', from, to: STILL, size, ramp: draws.whole(4, 12) }],
        causes: [[asset]],
        needed: [asset],
      };
    }
    case 'bad backfill':
      return { ...common, ...badBackfill(chain, draws, from) };
  }
}

/** A table in the middle is written again: for one run it holds rows twice, and from then on other values. */
function badBackfill(
  chain: readonly Origin[],
  draws: Draws,
  from: number,
): Pick<Fault, 'effects' | 'changes' | 'causes' | 'needed'> {
  const written = draws.pick(chain.slice(1, -1));
  const { table } = written;
  const first = from - (from % table.period);
  const factor = draws.between(2, 4);
  const shifts = table.columns.map((_, column): Effect => {
    const size = column === written.column ? draws.between(1.2, 2.5) : draws.between(0, 0.3);
    return { kind: 'SHIFT', table, column, from: first, to: STILL, size, ramp: 0 };
  });
  const summary = `A run wrote ${factor.toFixed(1)} times as many rows as the one before.`;
  return {
    effects: [{ kind: 'ROWS', table, from: first, to: first + table.period, factor }, ...shifts],
    changes: [{ asset: table.id, hour: from, kind: 'ROW_COUNT_CHANGED', summary }],
    causes: [[table.id]],
    needed: [table.id],
  };
}

const deployed = (deployment: Deployment, hour: number): RecordedChange => ({
  asset: deployment.id,
  hour,
  kind: 'MODEL_DEPLOYED',
  summary: `Version 8 of the model ${deployment.name} was deployed.`,
});

/** Accuracy that a model loses for reasons of its own. */
const lossOf = (draws: Draws): number => draws.between(0.08, 0.2);

/** Snapshots for training stop unnoticed; the version trained on the last one is deployed half a day later. */
function staleTraining(asked: Asked, draws: Draws, from: number): Fault {
  const { model } = asked;
  const since = from + draws.whole(8, 14);
  return {
    from,
    effects: [
      { kind: 'ROWS', table: model.training, from, to: STILL, factor: 0 },
      { kind: 'SKILL', deployment: model, from: since, to: STILL, loss: lossOf(draws), ramp: 0 },
    ],
    parts: [],
    changes: [deployed(model, since)],
    causes: [[model.training.id]],
    origins: ['DATA'],
    ...asked,
    newer: [model],
    needed: [model.training.id],
  };
}

/** Another version is deployed, and it is worse. Lineage records it at the deployment; the version is what began it. */
function modelSwap(asked: Asked, draws: Draws, from: number): Fault {
  const { model } = asked;
  return {
    from,
    effects: [{ kind: 'SKILL', deployment: model, from, to: STILL, loss: lossOf(draws), ramp: 0 }],
    parts: [],
    changes: [deployed(model, from)],
    causes: [[model.newerVersion, model.id]],
    origins: ['MODEL'],
    ...asked,
    newer: [model],
    needed: [],
  };
}

/** A service that others wait for becomes slow; asked about is one that waits, directly or not. */
function slowService(estate: Estate, draws: Draws, from: number): Fault {
  const target = draws.pick(estate.services.filter(({ calls }) => calls.some((callee) => callee.calls.length > 0)));
  const waitedFor = [...calledBy(target)].filter((each) => each !== target);
  const service = draws.pick(waitedFor.filter((each) => !('features' in each)));
  return {
    from,
    effects: [{ kind: 'SLOW', service, from, to: STILL, factor: draws.between(3, 6) }],
    parts: [],
    changes: [],
    causes: [[service.id]],
    origins: ['DEPLOYMENT'],
    model: null,
    target,
    metric: 'serving.latency',
    newer: [],
    needed: [service.id],
  };
}

function calledBy(service: Service | Deployment): Set<Service | Deployment> {
  const called = new Set([service]);
  for (const each of called) for (const callee of each.calls) called.add(callee);
  return called;
}

/** Two faults of data that have nothing to do with each other, a few hours apart, in different features. */
function twoCauses(asked: Asked, draws: Draws, from: number): Fault {
  const [first, second] = differentSources(asked.model, draws);
  const later = from + draws.whole(0, 6);
  const one = ofData(draws.pick(DATA_KINDS), asked, first, draws, from);
  const other = ofData(draws.pick(DATA_KINDS), asked, second, draws, later);
  return {
    ...one,
    effects: [...one.effects, ...other.effects],
    parts: [one.effects, other.effects],
    changes: [...one.changes, ...other.changes],
    causes: [...one.causes, ...other.causes],
    needed: [...one.needed, ...other.needed],
  };
}

/** Two features that come from different sources where there are such, the most important first. */
function differentSources({ features }: Deployment, draws: Draws): [Origin, Origin] {
  const byImportance = features.toSorted((a, b) => b.importance - a.importance);
  const first = draws.pick(byImportance.slice(0, 2));
  const sourceOf = (feature: Origin) => originsOf(feature).at(-1)?.table;
  const others = byImportance.filter((each) => each !== first);
  const second = others.find((each) => each.importance > 0 && sourceOf(each) !== sourceOf(first)) ?? others[0];
  if (!second) throw new Error('a model of one feature cannot have two causes');
  return [first, second];
}

/**
 * What the model learnt no longer holds, or the runtime is starved by a neighbour: nothing upstream changed. To refuse is
 * right, and so is to name the target itself or the version it serves, which is where it began.
 */
function noCause(target: Deployment, draws: Draws, from: number): Fault {
  const starved = draws.chance(0.5);
  const loss = lossOf(draws);
  const own: Effect = starved
    ? { kind: 'SLOW', service: target, from, to: STILL, factor: draws.between(3, 6) }
    : { kind: 'SKILL', deployment: target, from, to: STILL, loss, ramp: draws.whole(1, 8) };
  return {
    from,
    effects: [own],
    parts: [],
    changes: [],
    causes: [],
    origins: [starved ? 'DEPLOYMENT' : 'MODEL', 'UNDETERMINED'],
    model: starved ? null : target,
    target,
    metric: starved ? 'serving.latency' : 'prediction.accuracy',
    newer: [],
    needed: [],
  };
}
