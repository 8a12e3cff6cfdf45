import { type Duration, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { AuthoredThreshold, MetricDefinitionDocument } from './document.ts';
import type { PolicyFault } from './policies.ts';

type Spec = MetricDefinitionDocument['spec'];
type BurnRate = NonNullable<AuthoredThreshold['burnRates']>[number];

/** Every reason why an objective could never be missed, or never be judged. */
export function burnFaults({ objective, burnRates, target }: AuthoredThreshold, spec: Spec): PolicyFault[] {
  if (objective === undefined)
    return burnRates || target !== undefined
      ? [{ path: [], message: '`burnRates` and `target` go with `objective` only' }]
      : [];
  const rates = burnRates?.flatMap((rate, index) =>
    rateFaults(rate, objective, spec.window).map(({ field, message }) => ({
      path: ['burnRates', index, field],
      message,
    })),
  );
  return [
    ...methodFaults(spec, target),
    ...(rates ?? [{ path: ['burnRates'], message: 'an objective needs the rates at which its budget burns' }]),
  ];
}

function methodFaults({ method }: Spec, target: number | undefined): PolicyFault[] {
  if (method.kind !== 'quantile' && method.kind !== 'ratio') {
    const message = `an objective needs a ratio or a quantile; the method ${method.kind} counts no good and bad samples`;
    return [{ path: ['objective'], message }];
  }
  if (method.kind === 'quantile' && target === undefined)
    return [{ path: ['target'], message: 'an objective on a quantile needs the target value' }];
  const sketchless =
    'a ratio counts its own bad samples; a target needs the method quantile, which keeps a sketch of them';
  return method.kind === 'ratio' && target !== undefined ? [{ path: ['target'], message: sketchless }] : [];
}

function rateFaults({ factor, long, short }: BurnRate, objective: number, window: string) {
  const faults: { field: string; message: string }[] = [];
  const most = 1 / (1 - objective);
  // A budget burns when it does so faster than its factor; 1 / (1 - 0.9) is a little above 10.
  if (factor >= most * (1 - ROUNDING))
    faults.push({
      field: 'factor',
      message: `no budget burns more than ${factor} times too fast: at an objective of ${objective} all requests failing burn ${Number(most.toPrecision(4))} times`,
    });
  if (lengthOf(short) < lengthOf(window))
    faults.push({ field: 'short', message: `${short} is shorter than the window ${window}: no window lies within it` });
  if (lengthOf(short) >= lengthOf(long))
    faults.push({ field: 'short', message: `${short} is not shorter than ${long}` });
  return faults;
}

const ROUNDING = 1e-9;

const lengthOf = (duration: string): number => millisecondsOf(duration as Duration);
