import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import type { AlertContext, Gap, Section } from '../domain/context.ts';
import { lookbackOf } from '../domain/lookback.ts';
import type { Catalog } from '../ports/catalog.ts';
import { attachedTraces, type TracePorts, tracesToStay } from './attach-traces.ts';
import { describedAsset, loading } from './context-sections.ts';

const LACKS: readonly Section[] = ['series', 'rootCause', 'runs', 'playbook'];
const MESSAGE = 'the alert came from another Prometheus; no metric of ours stands behind it';

/**
 * What is behind an alert from outside is not measured here, so that only its asset's links and owner and the traces of
 * its service can be had.
 */
export async function gatherOutside(
  ports: TracePorts & { catalog: Catalog },
  fired: Alert,
  before: AlertContext | null,
  now: Instant,
): Promise<{ alert: Alert; context: AlertContext }> {
  const gaps: Gap[] = LACKS.map((section) => ({ section, code: 'FROM_OUTSIDE', message: MESSAGE }));
  const alert = { ...fired, lookback: lookbackOf(fired, 0) };
  const { asset } = alert.metric;
  const described = await describedAsset(ports.catalog, asset, before, loading(before, gaps));
  const pointers = {
    alert,
    range: { from: alert.onset, to: alert.firedAt ?? alert.startedAt },
    exemplars: [],
    runs: null,
    cause: null,
    before,
  };
  const traces = tracesToStay(before) ?? (await attachedTraces(ports, pointers, now, gaps));
  return { alert, context: { series: null, rootCause: null, traces, runs: null, playbook: null, ...described, gaps } };
}
