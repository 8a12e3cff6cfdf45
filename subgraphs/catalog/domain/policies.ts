import type { Duration } from '../../../vocabulary/duration.ts';
import { millisecondsOf, parseInstant } from '../../../vocabulary/duration.ts';
import type { MetricDefinitionDocument } from './document.ts';
import { impossibleSource } from './source-policies.ts';
import { impossibleThreshold } from './threshold-policies.ts';

/** A policy that cannot work: where in the document, and why. */
export interface PolicyFault {
  path: PropertyKey[];
  message: string;
}

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
  for (const { path, message } of impossibleSource(spec)) fault(message, 'source', ...path);
  for (const [index, threshold] of thresholds.entries())
    for (const { path, message } of impossibleThreshold(threshold, spec)) fault(message, 'thresholds', index, ...path);
  return faults;
}

const ascending = (numbers: number[]): boolean =>
  numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));
