import type { Duration } from '../../../vocabulary/duration.ts';
import { millisecondsOf } from '../../../vocabulary/duration.ts';
import { impossibleBaseline } from './baseline-policies.ts';
import type { Method, MetricDefinitionDocument } from './document.ts';
import { leastSamples } from './least-samples.ts';
import { impossibleMethod } from './method-policies.ts';
import { impossibleRetention } from './retention-policies.ts';
import { impossibleSource } from './source-policies.ts';
import { impossibleThreshold } from './threshold-policies.ts';

/** A policy that cannot work: where in the document, and why. */
export interface PolicyFault {
  path: PropertyKey[];
  message: string;
}

/** Every reason why a definition could never do what it says. */
export function impossiblePolicies({ spec }: MetricDefinitionDocument): PolicyFault[] {
  const { method, minimumSamples, thresholds, window } = spec;
  const faults: PolicyFault[] = [];
  const fault = (message: string, ...path: PropertyKey[]) => faults.push({ path: ['spec', ...path], message });

  if (millisecondsOf(window as Duration) === 0) fault('a window of no length holds no observation', 'window');
  for (const { path, message } of impossibleBaseline(spec)) fault(message, 'baseline', ...path);
  const least = leastSamples(method);
  if (minimumSamples < least)
    fault(
      `${minimumSamples} samples say nothing of ${inWords(method)}; at least ${least} are needed`,
      'minimumSamples',
    );
  for (const { path, message } of impossibleMethod(spec)) fault(message, 'method', ...path);
  for (const { path, message } of impossibleRetention(spec)) fault(message, 'retention', ...path);
  for (const { path, message } of impossibleSource(spec)) fault(message, 'source', ...path);
  for (const [index, threshold] of thresholds.entries())
    for (const { path, message } of impossibleThreshold(threshold, spec)) fault(message, 'thresholds', index, ...path);
  return faults;
}

const inWords = (method: Method): string =>
  method.kind === 'quantile'
    ? `the ${method.q} quantile, which of fewer is their ${method.q > 0.5 ? 'greatest' : 'least'}`
    : `the method ${method.kind}, which would find empty bins though nothing changed`;
