import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Labels } from '../notification/alertmanager-labels.ts';
import type { AlertMatcher, Silence } from '../silence.ts';
import type { Audience, Severity } from '../verdict-change.ts';

/** A condition of a silence, as Alertmanager has it. */
export interface SilenceMatcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

/** A silence as it is posted to Alertmanager's API. */
export interface PostedSilence {
  /** Of the one that it takes the place of; null: a new one. */
  id: string | null;
  matchers: SilenceMatcher[];
  startsAt: Instant;
  endsAt: Instant;
  createdBy: string;
  comment: string;
}

/** A silence of ours, as Alertmanager's API shows it. */
export interface ShownSilence {
  id: string;
  matchers: SilenceMatcher[];
  startsAt: Instant;
  endsAt: Instant;
  updatedAt: Instant;
  createdBy: string;
  comment: string;
}

/** When a silence ends that goes on until somebody ends it: the API has no silence without an end. */
const NEVER: Instant = Date.UTC(9999, 11, 31);

const AUDIENCES: readonly string[] = ['ON_CALL', 'DATA_STEWARD', 'PRODUCT_OWNER'];
const SEVERITIES: readonly string[] = ['INFO', 'WARNING', 'CRITICAL'];

type Matched = Omit<AlertMatcher, 'isDownstreamIncluded'>;

/** What matchers mean to us; a sentence when a silence of ours cannot mean it. */
export function matchedBy(matchers: readonly SilenceMatcher[]): Matched | string {
  const matched: Matched = { asset: null, metric: null, audience: null, severity: null, labels: [] };
  for (const { name, value, isRegex, isEqual } of matchers) {
    if (isRegex || !isEqual)
      return `the matcher of ${name} is not an exact one; here silences match exact values, such as ${name}="…"`;
    const word = value.toUpperCase();
    if (name === 'asset') matched.asset = value as AlertMatcher['asset'];
    else if (name === 'alertname') matched.metric = value;
    else if (name === 'audience' && AUDIENCES.includes(word)) matched.audience = word as Audience;
    else if (name === 'severity' && SEVERITIES.includes(word)) matched.severity = word as Severity;
    else matched.labels.push({ name, value });
  }
  return matched;
}

/** The exact values that a silence asks for, under the names that alerts are shown with. */
export function silenceLabels({ matcher }: Silence): Labels {
  const { asset, metric, audience, severity, labels } = matcher;
  return {
    ...(asset === null ? {} : { asset }),
    ...(metric === null ? {} : { alertname: metric }),
    ...(audience === null ? {} : { audience }),
    ...(severity === null ? {} : { severity: severity.toLowerCase() }),
    ...Object.fromEntries(labels.map(({ name, value }) => [name, value])),
  };
}

/** Ids of ours without what says that they are of silences: the API takes nothing but a UUID for one. */
export const shownId = (id: string): string => id.replace(/^silence\//, '');
export const silenceId = (shown: string): string => `silence/${shown}`;

export function shownSilence(silence: Silence): ShownSilence {
  const { id, from, to, author, comment, createdAt, expiredAt, weekly, matcher } = silence;
  const more = [weekly ? 'weekly' : '', matcher.isDownstreamIncluded ? 'and everything downstream' : ''].filter(
    Boolean,
  );
  return {
    id: shownId(id),
    matchers: Object.entries(silenceLabels(silence)).map(([name, value]) => ({
      name,
      value,
      isRegex: false,
      isEqual: true,
    })),
    startsAt: from,
    endsAt: Math.min(expiredAt ?? NEVER, to ?? NEVER),
    updatedAt: expiredAt ?? createdAt,
    createdBy: author,
    comment: more.length === 0 ? comment : `${comment} (${more.join(', ')})`,
  };
}
