import type { Duration } from '../../../vocabulary/duration.ts';
import { millisecondsOf, parseInstant } from '../../../vocabulary/duration.ts';
import type { AuthoredThreshold, MetricDefinitionDocument } from './document.ts';

/** A policy that cannot work: where in the document, and why. */
export interface PolicyFault {
  path: PropertyKey[];
  message: string;
}

const CONDITIONS = ['below', 'above', 'belowBaselineBy', 'aboveBaselineBy', 'outside', 'objective'] as const;

/** Every reason why a definition could never do what it says. */
export function impossiblePolicies({ spec }: MetricDefinitionDocument): PolicyFault[] {
  const { baseline, method, thresholds, window } = spec;
  const faults: PolicyFault[] = [];
  const fault = (message: string, ...path: PropertyKey[]) => faults.push({ path: ['spec', ...path], message });

  if (millisecondsOf(window as Duration) === 0) fault('a window of no length holds no observation', 'window');
  if (baseline && (parseInstant(baseline.from) ?? 0) >= (parseInstant(baseline.to) ?? 0))
    fault('the baseline ends before it begins', 'baseline', 'to');
  if (method.kind === 'distance' && !baseline)
    fault(`a distance is measured from a baseline; give spec.baseline`, 'method');
  if (method.kind === 'distance' && method.bins.kind === 'edges' && !ascending(method.bins.edges))
    fault('edges must ascend', 'method', 'bins', 'edges');
  for (const [index, threshold] of thresholds.entries())
    for (const { path, message } of impossibleThreshold(threshold, spec)) fault(message, 'thresholds', index, ...path);
  return faults;
}

function impossibleThreshold(threshold: AuthoredThreshold, spec: MetricDefinitionDocument['spec']): PolicyFault[] {
  const given = CONDITIONS.filter((condition) => threshold[condition] !== undefined);
  if (given.length !== 1)
    return [
      {
        path: [],
        message: `found ${given.length === 0 ? 'no condition' : given.join(' and ')}, expected one of ${CONDITIONS.join(', ')}`,
      },
    ];
  return [
    ...clearFaults(threshold),
    ...baselineFaults(threshold, spec),
    ...reachFaults(threshold, spec),
    ...burnFaults(threshold, spec),
  ];
}

function clearFaults({ below, above, clearAbove, clearBelow }: AuthoredThreshold): PolicyFault[] {
  const faults: PolicyFault[] = [];
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
  return faults;
}

const baselineFaults = (
  { belowBaselineBy, aboveBaselineBy }: AuthoredThreshold,
  { baseline }: MetricDefinitionDocument['spec'],
): PolicyFault[] =>
  (belowBaselineBy ?? aboveBaselineBy) !== undefined && !baseline
    ? [{ path: [], message: 'compares with a baseline; give spec.baseline' }]
    : [];

/** Bounds of the values that a method can have; infinite where it has none. */
function reachOf({ method }: MetricDefinitionDocument['spec']): [number, number] {
  switch (method.kind) {
    case 'ratio':
      return [0, 1];
    case 'count':
    case 'freshness':
      return [0, Number.POSITIVE_INFINITY];
    case 'distance':
      return [
        0,
        method.measure === 'ks' || method.measure === 'hellinger' || method.measure === 'js'
          ? 1
          : Number.POSITIVE_INFINITY,
      ];
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

function reachFaults(
  { below, above, outside }: AuthoredThreshold,
  spec: MetricDefinitionDocument['spec'],
): PolicyFault[] {
  const [least, most] = reachOf(spec);
  const range = `values of the method ${spec.method.kind} lie in ${least}..${most}`;
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

function burnFaults(
  { objective, burnRates, target }: AuthoredThreshold,
  { method }: MetricDefinitionDocument['spec'],
): PolicyFault[] {
  if (objective === undefined)
    return burnRates || target !== undefined
      ? [{ path: [], message: '`burnRates` and `target` go with `objective` only' }]
      : [];
  if (!burnRates) return [{ path: ['burnRates'], message: 'an objective needs the rates at which its budget burns' }];
  if (method.kind === 'quantile' && target === undefined)
    return [{ path: ['target'], message: 'an objective on a quantile needs the target value' }];
  if (method.kind !== 'quantile' && method.kind !== 'ratio')
    return [
      {
        path: ['objective'],
        message: `an objective needs a ratio or a quantile; the method ${method.kind} counts no good and bad samples`,
      },
    ];
  const most = 1 / (1 - objective);
  return burnRates.flatMap(({ factor, long, short }, index): PolicyFault[] => {
    if (factor > most)
      return [
        {
          path: ['burnRates', index, 'factor'],
          message: `no budget burns ${factor} times too fast: at an objective of ${objective} all requests failing burn ${Number(most.toPrecision(4))} times`,
        },
      ];
    if (millisecondsOf(short as Duration) >= millisecondsOf(long as Duration))
      return [{ path: ['burnRates', index, 'short'], message: `${short} is not shorter than ${long}` }];
    return [];
  });
}

const ascending = (numbers: number[]): boolean =>
  numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));
