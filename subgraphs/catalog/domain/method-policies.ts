import type { Method, MetricDefinitionDocument } from './document.ts';

interface MethodFault {
  /** Within `spec.method`. */
  path: PropertyKey[];
  message: string;
}

type DistanceMethod = Extract<Method, { kind: 'distance' }>;
type ClassificationMethod = Extract<Method, { kind: 'classification' }>;

const ESTIMABLE = ['accuracy', 'precision', 'recall', 'f1', 'auc-roc', 'auc-pr'];
const OF_SCORES = ['auc-roc', 'auc-pr', 'calibration-error'];
/** As the metrics have it where the definition does not say. */
const DEFAULT_BINS = 100;

/** Every reason why a method could never be computed. */
export function impossibleMethod({ method, baseline }: MetricDefinitionDocument['spec']): MethodFault[] {
  switch (method.kind) {
    case 'distance':
      return [
        ...(baseline ? [] : [{ path: [], message: 'a distance is measured from a baseline; give spec.baseline' }]),
        ...movingDeciles(method, baseline),
        ...distanceFaults(method),
      ];
    case 'classification':
      return [
        ...(method.estimated && !baseline
          ? [{ path: ['estimated'], message: "an estimate is calibrated on a baseline's labels; give spec.baseline" }]
          : []),
        ...classificationFaults(method),
      ];
    default:
      return [];
  }
}

function movingDeciles(
  { bins }: DistanceMethod,
  baseline: MetricDefinitionDocument['spec']['baseline'],
): MethodFault[] {
  if (bins.kind !== 'deciles' || !baseline || baseline.kind === 'pinned') return [];
  const message = `the deciles of a ${baseline.kind} baseline change with each window; give edges, or pin the baseline`;
  return [{ path: ['bins'], message }];
}

function distanceFaults({ measure, bins, normalised }: DistanceMethod): MethodFault[] {
  const faults: MethodFault[] = [];
  const fault = (message: string, ...path: PropertyKey[]) => faults.push({ path, message });
  if (bins.kind === 'edges' && !ascending(bins.edges)) fault('edges must ascend', 'bins', 'edges');
  if (measure === 'wasserstein' && bins.kind !== 'edges')
    fault('the wasserstein distance is one of places on a scale; give bins with edges', 'bins');
  if (measure === 'ks' && bins.kind === 'categories')
    fault(
      'categories have no order, so they have no ks distance; use chi-square, cramers-v, psi, js or hellinger',
      'bins',
    );
  if (normalised && measure !== 'wasserstein')
    fault(`goes with wasserstein only; ${measure} has no unit to divide by`, 'normalised');
  return faults;
}

const ascending = (numbers: number[]): boolean =>
  numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));

function classificationFaults({ measure, estimated, threshold, bins }: ClassificationMethod): MethodFault[] {
  const faults: MethodFault[] = [];
  const fault = (message: string, ...path: PropertyKey[]) => faults.push({ path, message });
  if (estimated && !ESTIMABLE.includes(measure))
    fault(`${measure} needs labels; what can be estimated is ${ESTIMABLE.join(', ')}`, 'estimated');
  if (bins !== undefined && !estimated && !OF_SCORES.includes(measure))
    fault(`${measure} has no bins; they go with ${OF_SCORES.join(', ')} and estimates`, 'bins');
  if (threshold === undefined) return faults;
  const place = threshold * (bins ?? DEFAULT_BINS);
  if (!estimated) fault('goes with estimates only; a confusion was counted at a threshold already', 'threshold');
  else if (Math.abs(place - Math.round(place)) > 1e-6)
    fault(
      `${threshold} lies within a bin of the ${bins ?? DEFAULT_BINS}; give bins that have an edge there`,
      'threshold',
    );
  return faults;
}
