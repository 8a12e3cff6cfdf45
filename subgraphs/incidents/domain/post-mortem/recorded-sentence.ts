import { type AssetId, parseAssetId } from '../../../../vocabulary/asset-id.ts';
import type { Alert } from '../alert.ts';
import type { IncidentChange } from '../incident-change.ts';
import type { Audience } from '../verdict-change.ts';

type Told = Pick<IncidentChange, 'kind' | 'audience' | 'before' | 'after'>;

/**
 * What a change of the record says, in a sentence for people; its alert is null where it is no longer known. `nameOf` tells
 * the assets of the text apart.
 */
export function sentenceOf(
  { kind, audience, before, after }: Told,
  alert: Alert | null,
  nameOf: (asset: AssetId) => string,
): string {
  const assetText = (id: string | null): string => (id && parseAssetId(id) ? nameOf(id as AssetId) : (id ?? 'unknown'));
  const of = alert ? `${alert.metric.name} of ${nameOf(alert.metric.asset)}` : 'an alert';
  const called = audience ?? alert?.threshold.audience ?? null;
  const whom = called === null ? 'everybody' : CALLED[called];
  switch (kind) {
    case 'OPENED':
      return 'The incident was opened';
    case 'ALERT_FIRED':
      return `Alert for ${whom}: ${of}${alert ? `; ${asClause(alert.verdict.reason)}` : ''}${suppressed(after)}`;
    case 'ALERT_JOINED':
      return `The alert on ${of} came from ${before}`;
    case 'ALERT_LEFT':
      return `The alert on ${of} went to ${after}`;
    case 'ALERT_RESOLVED':
      return `Alert for ${whom} resolved: ${of}`;
    case 'ALERT_SUPPRESSED':
      return `Alert for ${whom} calls nobody (${wordsOf(after)}): ${of}`;
    case 'ALERT_UNSUPPRESSED':
      return `Alert for ${whom} may call again (no longer ${wordsOf(before)}): ${of}`;
    case 'AUDIENCE_JOINED':
      return `Called: ${whom}`;
    case 'ACKNOWLEDGED':
      return 'Acknowledged';
    case 'ESCALATED':
      return `Nobody acknowledged; called: ${whom}, level ${after}`;
    case 'SEVERITY_CHANGED':
      return `Severity went from ${before} to ${after}`;
    case 'CAUSE_CHANGED':
      return `Its first cause went from ${assetText(before)} to ${assetText(after)}`;
    case 'RESOLVED':
      return 'The incident was resolved';
    case 'REOPENED':
      return 'The incident was opened again';
    case 'MERGED':
      return after === null ? `${before} was merged into it` : `It was merged into ${after}`;
    case 'SPLIT':
      return after === null ? `It was split off ${before}` : `${after} was split off it`;
  }
}

const CALLED: Record<Audience, string> = {
  ON_CALL: 'on-call',
  DATA_STEWARD: 'data stewards',
  PRODUCT_OWNER: 'product owners',
};

const wordsOf = (word: string | null): string => (word ?? 'unknown').toLowerCase().replaceAll('_', ' ');

const suppressed = (kind: string | null): string => (kind === null ? '' : ` (calls nobody: ${wordsOf(kind)})`);

const asClause = (reason: string): string => reason.replace(/\.$/, '');
