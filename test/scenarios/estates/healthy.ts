import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { ScenarioCase } from '../scenario-case.ts';
import { changesOf, questionOf, seriesOf } from './asked.ts';
import { distractorsOf, upstreamOf } from './distractors.ts';
import { drawsFor } from './draws.ts';
import { faultHour } from './faults.ts';
import { edgesOf, estateOf, type Size } from './layout.ts';
import { measuredOf } from './measure.ts';
import { HOURS, worldOf } from './world.ts';

const TARGETS = 4;
const HOURS_ASKED = [HOURS - 72, HOURS - 41, HOURS - 20, HOURS];

/**
 * Questions about an estate in which nothing goes wrong but what concerns nobody: up to four deployments and four services,
 * each at four times. The right answer is that nothing is degraded, or that no cause is found.
 */
export function healthyCases(size: Size, seed: number): ScenarioCase[] {
  const estate = estateOf(seed, size);
  const draws = drawsFor('healthy', seed, size);
  const edges = edgesOf(estate, new Set());
  const deployments = draws.shuffled(estate.deployments).slice(0, TARGETS);
  const services = draws.shuffled(estate.services).slice(0, TARGETS);
  const targets = [
    ...deployments.map((target) => ({ target, metric: 'prediction.accuracy' })),
    ...services
      .filter(({ calls }) => calls.some((callee) => 'features' in callee))
      .map((target) => ({ target, metric: 'service.acceptance' })),
    ...[...deployments, ...services].map((target) => ({ target, metric: 'serving.latency' })),
  ];
  return targets.flatMap(({ target, metric }) => {
    const upstream = upstreamOf(target.id, edges);
    const around = { from: faultHour(draws), causes: [], target };
    const distractors = distractorsOf(estate, upstream, around, draws);
    const asked: ReadonlySet<AssetId> = new Set([target.id]);
    const world = worldOf(estate, distractors.effects, () => 1);
    const history = measuredOf(estate, world, distractors.effects, upstream, asked);
    return HOURS_ASKED.map((at) => ({
      id: `nothing wrong, ${size}, seed ${seed}, ${metric} of ${target.name} at hour ${at}`,
      cell: `nothing wrong, ${size}`,
      question: questionOf(metric, target.id, at),
      edges: edges.filter(({ from, to }) => upstream.has(from) && upstream.has(to)),
      series: seriesOf(history, at),
      changes: changesOf(distractors.changes, at),
      causes: [],
      harmless: [],
      origins: [],
    }));
  });
}
