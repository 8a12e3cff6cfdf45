import { type Duration, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { MetricDefinitionDocument } from './document.ts';
import type { PolicyFault } from './policies.ts';

/** Every reason why measurements could not be kept so. */
export function impossibleRetention({ retention, method, window }: MetricDefinitionDocument['spec']): PolicyFault[] {
  if (!retention) return [];
  if (method.kind === 'expression')
    return [
      { path: [], message: 'an expression keeps nothing of its own; state the retention of what it is computed from' },
    ];
  if (method.kind === 'freshness')
    return [
      { path: [], message: 'the newest event of a window is not merged with that of others; leave retention out' },
    ];
  const { raw, step, keep } = retention;
  const [rawLength, stepLength] = [raw, step].map((one) => millisecondsOf(one as Duration)) as [number, number];
  const faults: PolicyFault[] = [];
  const windows = stepLength / millisecondsOf(window as Duration);
  if (!Number.isInteger(windows) || windows < 2)
    faults.push({ path: ['step'], message: `${step} is no whole number of windows of ${window}, two or more` });
  if (rawLength < stepLength)
    faults.push({ path: ['raw'], message: `${raw} is shorter than the step ${step} into which is merged` });
  if (keep !== undefined && millisecondsOf(keep as Duration) <= rawLength)
    faults.push({
      path: ['keep'],
      message: `${keep} is no longer than raw, ${raw}, so that nothing would be kept merged`,
    });
  return faults;
}
