import type { ClosureEdge } from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { ScenarioCase } from '../scenario-case.ts';
import { changesOf, instantOf, questionOf, seriesOf } from './asked.ts';
import { distractorsOf, upstreamOf } from './distractors.ts';
import { type Draws, drawsFor } from './draws.ts';
import type { Effect } from './effect.ts';
import { type Fault, type FaultKind, faultHour, faultOf } from './faults.ts';
import { type Deployment, type Estate, edgesOf, estateOf, type Service, type Size, type Table } from './layout.ts';
import { type Measured, measuredOf } from './measure.ts';
import { HOURS, type World, worldOf } from './world.ts';

type LineageKnown = 'whole' | 'a tenth missing';

export interface EstateCase extends ScenarioCase {
  kind: FaultKind;
  size: Size;
  seed: number;
  lineage: LineageKnown;
  /** When it began. */
  from: Instant;
  /** The whole estate, all that goes wrong in it, and the whole history of what is upstream, for those who look behind. */
  estate: Estate;
  effects: Effect[];
  history: Measured[];
}

/** Accuracy that a model would lose without any feature, where no fault says otherwise. */
const SENSITIVITY = 0.35;

/** Part of a model's skill that a fault of its data must cost, and the part of the other's that each of two must cost. */
const FELT = 0.05;
const SHARE = 0.35;
const ATTEMPTS = 200;

/** The case of a kind, size and seed; the same each time. */
export function estateCase(kind: FaultKind, size: Size, seed: number): EstateCase {
  const estate = estateOf(seed, size);
  const { fault, loss } = feltFault(kind, estate);
  const draws = drawsFor('case', seed, size, kind);
  const sensitivity = loss === null ? SENSITIVITY : draws.between(0.08, 0.2) / loss;
  const sensitivityOf = (deployment: Deployment) => (deployment === fault.model ? sensitivity : SENSITIVITY);
  const edges = edgesOf(estate, new Set(fault.newer));
  const upstream = upstreamOf(fault.target.id, edges);
  const distractors = distractorsOf(estate, upstream, fault, drawsFor('distractors', seed, size, kind));
  const effects = [...fault.effects, ...distractors.effects];
  const world = worldOf(estate, effects, sensitivityOf);
  const shown = shownAt(fault, world);
  const at = Math.min(HOURS, shown + draws.whole(6, 14));
  const history = measuredOf(estate, world, effects, upstream, new Set([fault.target.id, ...fault.needed]));
  return {
    id: `${kind}, ${size}, seed ${seed}`,
    cell: `${kind}, ${size}`,
    kind,
    size,
    seed,
    lineage: 'whole',
    from: instantOf(fault.from),
    question: questionOf(fault.metric, fault.target.id, at),
    edges: edges.filter(({ from, to }) => upstream.has(from) && upstream.has(to)),
    series: seriesOf(history, at),
    changes: changesOf([...fault.changes, ...distractors.changes], at),
    causes: fault.causes,
    harmless: fault.causes.length === 0 ? [fault.target.id, ...ownVersion(fault.target)] : [],
    origins: fault.origins,
    estate,
    effects,
    history,
  };
}

const ownVersion = (target: Deployment | Service): AssetId[] => ('version' in target ? [target.version] : []);

/** The first fault drawn that its target feels; `loss` is what it costs a model whose skill is all in its features. */
function feltFault(kind: FaultKind, estate: Estate): { fault: Fault; loss: number | null } {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const draws = drawsFor('fault', estate.seed, estate.size, kind, attempt);
    const fault = faultOf(kind, estate, draws, faultHour(draws));
    if (fault.effects.some(({ kind }) => kind === 'SKILL' || kind === 'SLOW')) return { fault, loss: null };
    const loss = lossBy(estate, fault, fault.effects);
    const each = fault.parts.map((effects) => lossBy(estate, fault, effects));
    if (loss >= FELT && Math.min(...each) >= SHARE * Math.max(...each)) return { fault, loss };
  }
  throw new Error(`no ${kind} is felt in the ${estate.size} estate of seed ${estate.seed}`);
}

/** Most that a deployment loses within a day by some effects. */
function lossBy(estate: Estate, { from, model }: Fault, effects: readonly Effect[]): number {
  if (!model) return 0;
  const tables = feeding(model.reads);
  const alone = {
    ...estate,
    tables: estate.tables.filter((table) => tables.has(table)),
    deployments: [model],
    services: [],
  };
  const { serving } = worldOf(alone, effects, () => 1);
  return Math.max(...(serving.get(model)?.lost ?? []).slice(from, from + 24));
}

function feeding(reads: readonly Table[]): Set<Table> {
  const found = new Set(reads);
  for (const { main, joined } of found) for (const parent of main ? [main, ...joined] : []) found.add(parent);
  return found;
}

/** First hour in which the target shows half of what it will. */
function shownAt({ from, model, target, metric }: Fault, { serving, slowness }: World): number {
  const trouble = (model ? serving.get(model)?.lost : slowness.get(target)) ?? new Float64Array();
  const most = Math.max(...trouble.slice(from));
  const hour = trouble.findIndex((value, index) => index >= from && value >= most / 2);
  return hour + (model && metric === 'prediction.accuracy' ? model.labelDelay : 0);
}

/** The same case where lineage knows nothing of a tenth of the edges. */
export function withATenthMissing(one: EstateCase): EstateCase {
  const draws: Draws = drawsFor('lineage', one.id);
  const lost = new Set(draws.shuffled(one.edges).slice(0, Math.round(one.edges.length / 10)));
  return {
    ...one,
    id: `${one.id}, a tenth of lineage missing`,
    cell: `${one.cell}, a tenth of lineage missing`,
    lineage: 'a tenth missing',
    edges: one.edges.filter((edge: ClosureEdge) => !lost.has(edge)),
  };
}
