import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Alert } from '../alert.ts';
import type { AlertRun } from '../context.ts';
import type { RecordedChange } from '../incident-change.ts';
import type { Delivery } from '../notification/delivery.ts';
import { namesApart } from '../root-cause/words.ts';
import type { CauseEvidence } from './post-mortem.ts';
import { sentenceOf } from './recorded-sentence.ts';

/** One thing that happened, or many of one kind in a row. */
export interface TimelineEntry {
  /** The same however often the timeline is drawn. */
  id: string;
  time: Instant;
  /** EVIDENCE, RUN_COMPLETED, RUN_FAILED, RUN_ABORTED, RUN_STARTED, BREACH_BEGAN, TOLD, NOT_TOLD, or a kind of change of the record. */
  kind: string;
  /** One sentence. */
  summary: string;
  /** Who did it; null when Headwater did, or nobody. */
  actor: string | null;
  /** What they said of it. */
  note: string | null;
  asset: AssetId | null;
  /** Id of an alert. */
  alert: string | null;
  /** How many things of this kind it stands for, and when the last of them happened. */
  count: number;
  until: Instant;
}

/** What a timeline is drawn from. */
export interface Happened {
  incident: string;
  /** The incident's own changes, and those of incidents that were merged into it. */
  record: readonly RecordedChange[];
  alerts: readonly Alert[];
  /** Of what began it. */
  evidence: readonly CauseEvidence[];
  runs: readonly AlertRun[];
  deliveries: readonly Delivery[];
}

/** Oldest first. At one instant what explains goes before what it led to, and the record stays in its own order. */
export function timelineOf({ incident, record, alerts, evidence, runs, deliveries }: Happened): TimelineEntry[] {
  const known = new Map(alerts.map((alert) => [alert.id, alert]));
  const nameOf = namesApart([
    ...alerts.map(({ metric }) => metric.asset),
    ...evidence.map(({ asset }) => asset),
    ...runs.map(({ job }) => job),
  ]);
  const told = new Set(record.map(({ alert, kind }) => `${alert} ${kind}`));
  const entries = [
    ...once(evidence.filter((each) => !isOfRun(each, runs)).map((each) => evidenceEntry(each, nameOf))),
    ...runs.flatMap((run) => runEntry(run, nameOf)),
    ...alerts.flatMap((alert) => alertEntries(alert, told, nameOf)),
    ...record.flatMap((change) => recordEntry(change, incident, known, nameOf)),
    ...deliveries.flatMap(deliveryEntry),
  ];
  return condensed(
    entries.sort((a, b) => a.time - b.time),
    (entry) => `${entry.kind} ${known.get(entry.alert ?? '')?.threshold.audience ?? ''}`,
  );
}

type NameOf = (asset: AssetId) => string;

/** A failed run tells it better. */
const isOfRun = ({ kind, asset, time }: CauseEvidence, runs: readonly AlertRun[]): boolean =>
  kind === 'RUN_FAILED' && runs.some(({ job, endedAt, startedAt }) => job === asset && (endedAt ?? startedAt) === time);

const single = (entry: Pick<TimelineEntry, 'id' | 'time' | 'kind' | 'summary'> & Partial<TimelineEntry>) => ({
  ...{ actor: null, note: null, asset: null, alert: null, count: 1, until: entry.time },
  ...entry,
});

const once = (entries: readonly TimelineEntry[]): TimelineEntry[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
];

/** What is abnormal names its asset itself. */
const evidenceEntry = ({ asset, kind, time, summary }: CauseEvidence, nameOf: NameOf): TimelineEntry =>
  single({
    ...{ id: `${kind} ${time} ${summary}`, time, kind: 'EVIDENCE', asset },
    summary: kind === 'ANOMALY' ? summary : `${nameOf(asset)}: ${summary}`,
  });

const STATES: Record<string, [kind: string, words: string]> = {
  COMPLETE: ['RUN_COMPLETED', 'completed'],
  FAIL: ['RUN_FAILED', 'failed'],
  ABORT: ['RUN_ABORTED', 'was aborted'],
};

/** When it ended; a run that never did, when it started. */
function runEntry({ id, job, state, startedAt, endedAt, error }: AlertRun, nameOf: NameOf): TimelineEntry[] {
  const time = endedAt ?? startedAt;
  if (time === null) return [];
  const [kind, became] = STATES[state] ?? ['RUN_STARTED', 'started'];
  const why = error ? `: ${error}` : '';
  return [single({ id, time, kind, asset: job, summary: `A run of ${nameOf(job)} ${became}${why}` })];
}

/** The begin of its breach; firing and end where an earlier Headwater put none on record. */
function alertEntries(alert: Alert, told: ReadonlySet<string>, nameOf: NameOf): TimelineEntry[] {
  const { id, metric, onset, firedAt, resolvedAt } = alert;
  if (firedAt === null) return [];
  const entry = (kind: 'ALERT_FIRED' | 'ALERT_RESOLVED', time: Instant | null) =>
    time === null || told.has(`${id} ${kind}`) ? [] : [of(kind, time, sentenceOf({ ...NOBODY, kind }, alert, nameOf))];
  const of = (kind: string, time: Instant, summary: string) =>
    single({ id: `${id} ${kind}`, time, kind, summary, alert: id, asset: metric.asset });
  return [
    of('BREACH_BEGAN', onset, `${metric.name} of ${nameOf(metric.asset)} crossed its threshold`),
    ...entry('ALERT_FIRED', firedAt),
    ...entry('ALERT_RESOLVED', resolvedAt),
  ];
}

const NOBODY = { audience: null, before: null, after: null };

/** What was merged says so in the incident that it went into. */
function recordEntry(
  change: RecordedChange,
  own: string,
  alerts: ReadonlyMap<string, Alert>,
  nameOf: NameOf,
): TimelineEntry[] {
  const { id, incident, time, kind, actor, note } = change;
  if (incident !== own && kind === 'MERGED' && change.after !== null) return [];
  const alert = change.alert === null ? null : (alerts.get(change.alert) ?? null);
  const of = incident === own ? '' : `In ${incident}: `;
  const asset = alert?.metric.asset ?? null;
  return [
    single({
      id,
      time,
      kind,
      actor,
      note,
      asset,
      alert: change.alert,
      summary: of + sentenceOf(change, alert, nameOf),
    }),
  ];
}

function deliveryEntry({ id, receiver, occasion, state, settledAt, reason }: Delivery): TimelineEntry[] {
  if (settledAt === null || state === 'PENDING') return [];
  const about = occasion.toLowerCase().replaceAll('_', ' ');
  return [
    state === 'DELIVERED'
      ? single({ id, time: settledAt, kind: 'TOLD', summary: `${receiver} was told: ${about}` })
      : single({
          id,
          time: settledAt,
          kind: 'NOT_TOLD',
          summary: `${receiver} could not be told (${about}): ${reason}`,
        }),
  ];
}

/** More alike in a row than this are told as one. */
const TOLD_EACH = 3;

/** A storm in one line: things alike in a row that nobody did are told as one where they are many. */
function condensed(entries: readonly TimelineEntry[], likenessOf: (entry: TimelineEntry) => string): TimelineEntry[] {
  const rows: TimelineEntry[][] = [];
  for (const entry of entries) {
    const row = rows.at(-1);
    const first = row?.[0];
    const isAlike = first && entry.actor === null && first.actor === null && likenessOf(entry) === likenessOf(first);
    if (row && isAlike) row.push(entry);
    else rows.push([entry]);
  }
  return rows.flatMap((row) => (row.length > TOLD_EACH ? asOne(row) : row));
}

function asOne(row: readonly TimelineEntry[]): TimelineEntry[] {
  const [first] = row;
  if (!first) return [];
  const summary = `${first.summary} (and ${(row.length - 1).toLocaleString('en')} more of this kind)`;
  return [{ ...first, count: row.length, until: row.at(-1)?.time ?? first.time, summary }];
}
