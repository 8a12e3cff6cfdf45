import type { Incident } from '../domain/incident.ts';
import type { RecordedChange } from '../domain/incident-change.ts';
import type { WholePostMortem } from '../domain/post-mortem/markdown.ts';
import type { CauseEvidence, PostMortem } from '../domain/post-mortem/post-mortem.ts';
import { timelineOf } from '../domain/post-mortem/timeline.ts';
import { timesOf } from '../domain/post-mortem/times.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { IncidentRecord } from '../ports/incident-record.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

export interface ReadPorts {
  store: IncidentStore;
  record: IncidentRecord;
  deliveries: DeliveryStore;
}

/** A post-mortem with what is drawn from the record. @throws Error when its incident is gone. */
export async function wholePostMortem(ports: ReadPorts, postMortem: PostMortem): Promise<WholePostMortem> {
  const { store, deliveries } = ports;
  const incident = (await store.incidentsById([postMortem.incident])).get(postMortem.incident);
  if (!incident) throw new Error(`${postMortem.incident} has a post-mortem and is not kept`);
  const record = await wholeRecord(ports.record, incident.id);
  const concerned = [...new Set(record.map((change) => change.incident)), incident.id];
  const leading = postMortem.confirmation?.alert ?? incident.leading.alert;
  const [alerts, contexts, delivered] = await Promise.all([
    store.alertsOf([incident.id]),
    store.contexts([leading]),
    deliveries.deliveriesOf(concerned),
  ]);
  const context = contexts.get(leading);
  const own = alerts.get(incident.id) ?? [];
  const timeline = timelineOf({
    incident: incident.id,
    record,
    alerts: own,
    evidence: postMortem.confirmation?.evidence ?? answeredEvidence(context?.rootCause ?? null),
    runs: context?.runs ?? [],
    deliveries: [...delivered.values()].flat(),
  });
  return { postMortem, incident, timeline, times: timesOf(incident, own, record) };
}

const PAGE = 1_000;

/** All changes of an incident, and of those that were merged into it. */
async function wholeRecord(record: IncidentRecord, id: Incident['id']): Promise<RecordedChange[]> {
  const all: RecordedChange[] = [];
  const concerned = new Set([id]);
  for (const incident of concerned) {
    const own = await changesOf(record, incident);
    for (const { kind, before } of own) if (kind === 'MERGED' && before !== null) concerned.add(before);
    all.push(...own);
  }
  return all.sort((a, b) => a.sequence - b.sequence);
}

async function changesOf(record: IncidentRecord, incident: string): Promise<RecordedChange[]> {
  const all: RecordedChange[] = [];
  for (;;) {
    const page = await record.changesOf(incident, all.at(-1)?.sequence ?? 0, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Of what was answered first, while nobody has confirmed what began it. */
const answeredEvidence = (rootCause: RootCause | null): CauseEvidence[] =>
  (rootCause?.causes ?? [])
    .filter(({ rank }) => rank === 1)
    .flatMap(({ asset, evidence }) => evidence.map((each) => ({ ...each, asset: each.asset ?? asset })));
