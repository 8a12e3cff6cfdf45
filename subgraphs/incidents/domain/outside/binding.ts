import { assetIdFault, parseAssetId } from '../../../../vocabulary/asset-id.ts';
import { INCIDENT_ALERT, type Labels } from '../notification/alertmanager-labels.ts';
import type { AlertBinding } from '../notification/settings.ts';
import type { Severity } from '../verdict-change.ts';
import type { Bound } from './outside-alert.ts';

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The asset of an alert by the first binding whose matchers hold and whose template its labels fill. */
export function bind(labels: Labels, bindings: readonly AlertBinding[]): Bound {
  if (labels.alertname === INCIDENT_ALERT)
    return { asset: null, reason: 'it is an incident of Headwater itself, forwarded and sent back' };
  const matching = bindings.filter(({ matchers }) => matchers.every((each) => each.matches(labels)));
  if (matching.length === 0) return { asset: null, reason: 'no binding of alertsFromOutside matches its labels' };
  const reasons: string[] = [];
  for (const { asset: template, audience, severity } of matching) {
    const asset = assetOf(template, labels);
    if ('id' in asset) return { asset: asset.id, audience, severity: severity ?? severityOf(labels), reason: null };
    reasons.push(asset.reason);
  }
  return { asset: null, reason: reasons.join('; ') };
}

function assetOf(template: string, labels: Labels) {
  const absent = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name).find((name) => !labels[name]);
  if (absent) return { reason: `it has no label ${absent}, which the asset template ${template} needs` };
  const id = template.replaceAll(PLACEHOLDER, (_, name: string) => encodeURIComponent(labels[name] ?? ''));
  return parseAssetId(id) ?? { reason: assetIdFault(id) };
}

/** What people call severities, by ours. */
const NAMES: Record<Severity, readonly string[]> = {
  CRITICAL: ['critical', 'page', 'fatal', 'error', 'high', 'emergency'],
  WARNING: ['warning', 'warn', 'ticket', 'medium'],
  INFO: ['info', 'informational', 'none', 'low', 'notice'],
};

/** By the label `severity`; WARNING where it says nothing that we know. */
function severityOf({ severity = '' }: Labels): Severity {
  const known = (Object.keys(NAMES) as Severity[]).find((each) => NAMES[each].includes(severity.toLowerCase()));
  return known ?? 'WARNING';
}
