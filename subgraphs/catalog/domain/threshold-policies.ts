import { burnFaults } from './burn-policies.ts';
import type { AuthoredThreshold, MetricDefinitionDocument } from './document.ts';
import type { PolicyFault } from './policies.ts';

type Spec = MetricDefinitionDocument['spec'];

const CONDITIONS = ['below', 'above', 'belowBaselineBy', 'aboveBaselineBy', 'outside', 'objective'] as const;

/** Every reason why a threshold could never fire, or never clear. */
export function impossibleThreshold(threshold: AuthoredThreshold, spec: Spec): PolicyFault[] {
  const given = CONDITIONS.filter((condition) => threshold[condition] !== undefined);
  if (given.length !== 1)
    return [
      {
        path: [],
        message: `found ${given.length === 0 ? 'no condition' : given.join(' and ')}, expected one of ${CONDITIONS.join(', ')}`,
      },
    ];
  return [
    ...clearFaults(threshold, spec),
    ...baselineFaults(threshold, spec),
    ...detectorFaults(threshold),
    ...reachFaults(threshold, spec),
    ...burnFaults(threshold, spec),
  ];
}

function clearFaults({ below, above, clearAbove, clearBelow }: AuthoredThreshold, spec: Spec): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const [least, most] = reachOf(spec);
  if (clearAbove !== undefined && below === undefined)
    faults.push({ path: ['clearAbove'], message: 'goes with `below` only' });
  if (clearBelow !== undefined && above === undefined)
    faults.push({ path: ['clearBelow'], message: 'goes with `above` only' });
  if (below !== undefined && clearAbove !== undefined && clearAbove < below)
    faults.push({
      path: ['clearAbove'],
      message: `clears at ${clearAbove}, which is still below ${below}: the alert would clear while it is breached`,
    });
  if (above !== undefined && clearBelow !== undefined && clearBelow > above)
    faults.push({
      path: ['clearBelow'],
      message: `clears at ${clearBelow}, which is still above ${above}: the alert would clear while it is breached`,
    });
  if (clearAbove !== undefined && clearAbove >= most)
    faults.push({ path: ['clearAbove'], message: `never clears: no value is above ${clearAbove}; ${rangeOf(spec)}` });
  if (clearBelow !== undefined && clearBelow <= least)
    faults.push({ path: ['clearBelow'], message: `never clears: no value is below ${clearBelow}; ${rangeOf(spec)}` });
  return faults;
}

function detectorFaults({ detector, belowBaselineBy, aboveBaselineBy }: AuthoredThreshold): PolicyFault[] {
  if (detector === undefined || belowBaselineBy !== undefined || aboveBaselineBy !== undefined) return [];
  return [{ path: ['detector'], message: 'goes with `aboveBaselineBy` and `belowBaselineBy` only' }];
}

function baselineFaults({ belowBaselineBy, aboveBaselineBy }: AuthoredThreshold, spec: Spec): PolicyFault[] {
  const by = belowBaselineBy ?? aboveBaselineBy;
  if (by === undefined) return [];
  const path = [belowBaselineBy === undefined ? 'aboveBaselineBy' : 'belowBaselineBy'];
  if (!spec.baseline) return [{ path, message: 'compares with a baseline; give spec.baseline' }];
  const [least, most] = reachOf(spec);
  return by >= most - least ? [{ path, message: `no two values are ${by} apart: ${rangeOf(spec)}` }] : [];
}

/** Bounds of the values that a method can have; infinite where it has none. */
function reachOf({ method, unit }: Spec): [number, number] {
  switch (method.kind) {
    case 'ratio':
      // With a unit of its own it is one count per another, such as requests per second, and no share.
      return unit === '1' ? [0, 1] : unit === '%' ? [0, 100] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    case 'count':
    case 'freshness':
      return [0, Number.POSITIVE_INFINITY];
    case 'regression':
      return [0, Number.POSITIVE_INFINITY];
    case 'classification':
      if (method.measure === 'log-loss') return [0, Number.POSITIVE_INFINITY];
      return [0, unit === '%' ? 100 : 1];
    case 'distance':
      return [0, MOST_DISTANCE[method.measure] ?? (method.base === 'e' ? Math.sqrt(Math.LN2) : 1)];
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

/** Null: the greatest Jensen-Shannon distance depends on the base of its logarithm. */
const MOST_DISTANCE = {
  psi: Number.POSITIVE_INFINITY,
  js: null,
  ks: 1,
  wasserstein: Number.POSITIVE_INFINITY,
  hellinger: 1,
  'chi-square': Number.POSITIVE_INFINITY,
  'cramers-v': 1,
} as const;

function rangeOf(spec: Spec): string {
  const [least, most] = reachOf(spec);
  return `values of the method ${spec.method.kind} in the unit ${spec.unit} lie in ${least}..${most}`;
}

function reachFaults({ below, above, outside }: AuthoredThreshold, spec: Spec): PolicyFault[] {
  const [least, most] = reachOf(spec);
  const range = rangeOf(spec);
  if (below !== undefined && spec.method.kind === 'count' && below <= spec.minimumSamples)
    return [
      {
        path: ['below'],
        message: `a count below ${below} is never judged: its windows have fewer than ${spec.minimumSamples} samples; raise the threshold or lower spec.minimumSamples`,
      },
    ];
  if (below !== undefined && below <= least)
    return [{ path: ['below'], message: `no value is below ${below}: ${range}` }];
  if (above !== undefined && above >= most)
    return [{ path: ['above'], message: `no value is above ${above}: ${range}` }];
  if (outside && outside[0] >= outside[1])
    return [{ path: ['outside'], message: `[${outside.join(', ')}] is not a range; expected [low, high]` }];
  if (outside && outside[0] <= least && outside[1] >= most)
    return [{ path: ['outside'], message: `no value is outside [${outside.join(', ')}]: ${range}` }];
  return [];
}
