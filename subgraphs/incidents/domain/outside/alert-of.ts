import { createHash } from 'node:crypto';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Duration } from '../../../../vocabulary/duration.ts';
import { type Alert, UNKNOWN_YET } from '../alert.ts';
import type { Audience, Severity } from '../verdict-change.ts';
import type { OutsideAlert } from './outside-alert.ts';

/** Id of the alert of ours that stands for one from outside. */
export const alertIdOf = ({ id }: OutsideAlert): string =>
  `alert/${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;

/** The alert of ours that fires because one from outside does, which belongs to an asset. */
export function firedBy(
  outside: OutsideAlert,
  { asset, audience, severity }: { asset: AssetId; audience: Audience; severity: Severity },
): Alert {
  const { fingerprint, labels, annotations, generatorUrl, startsAt } = outside;
  const reason = annotations.description ?? annotations.summary ?? `${labels.alertname ?? 'An alert'} fires.`;
  return {
    id: alertIdOf(outside),
    metric: { id: `outside/${fingerprint}`, name: labels.alertname ?? fingerprint, asset },
    thresholdIndex: 0,
    state: 'FIRING',
    ...{ startedAt: startsAt, onset: startsAt, firedAt: startsAt, resolvedAt: null, value: null },
    threshold: { audience, severity, comparison: 'ABOVE', value: 0, clearValue: null, for: 'PT0S' as Duration },
    verdict: { kind: 'PERSISTENT', since: startsAt, reason, sampleSize: 0 },
    lookback: 0,
    incident: null,
    ...UNKNOWN_YET,
    labels,
    outside: { id: outside.id, annotations, generatorUrl },
  };
}
