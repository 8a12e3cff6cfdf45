import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Alert } from '../alert.ts';
import type { Incident } from '../incident.ts';
import type { RecordedChange } from '../incident-change.ts';
import type { Audience } from '../verdict-change.ts';
import { type Concerned, concernedBy, rankOf } from './concerned.ts';
import { type Delivery, deliveryId, type Occasion } from './delivery.ts';
import { receiversFor } from './routing.ts';
import type { AlertingSettings, Receiver } from './settings.ts';
import { calls, type Thread, type Told } from './told.ts';

/** What is known of an incident whose changes are told. */
export interface KnownIncident {
  incident: Incident;
  alerts: Alert[];
  /** See `Addressed.teams`. */
  teams: readonly string[] | null;
}

export interface Plan {
  deliveries: Delivery[];
  /** Deliveries not yet sent that tell of a further change; `otherwise` is sent where one was sent meanwhile. */
  absorbed: { id: string; otherwise: Delivery | null }[];
}

/** Whom a change is told to, and as what. */
interface Telling {
  thread: Thread;
  occasion: Occasion;
}

/**
 * The deliveries that changes of incidents make, in the order of the record. An audience is called once, by the first of
 * its alerts, however many follow; a receiver that a route brings in later is called then. What calls nobody is told
 * only to receivers that want it, at most once in a group's interval.
 */
export function planDeliveries(
  changes: readonly RecordedChange[],
  known: ReadonlyMap<string, KnownIncident>,
  told: Told,
  settings: AlertingSettings,
  now: Instant,
): Plan {
  const plan: Plan = { deliveries: [], absorbed: [] };
  const concerned = new Map([...known].map(([id, { alerts, teams }]) => [id, { ...concernedBy(alerts), teams }]));
  for (const change of changes) {
    const whom = concerned.get(change.incident);
    if (!whom) continue;
    for (const telling of tellingsOf(change, whom, told, settings)) tell(plan, change, telling, told, settings, now);
  }
  return plan;
}

type Addressees = Concerned & Pick<KnownIncident, 'teams'>;

function tellingsOf(change: RecordedChange, whom: Addressees, told: Told, settings: AlertingSettings): Telling[] {
  const { incident, audience } = change;
  const toAllTold = (occasion: Occasion): Telling[] =>
    told.threads(incident, audience).map((thread) => ({ thread, occasion }));
  const toCalled = (audiences: readonly Audience[], occasion: Occasion): Telling[] =>
    audiences.flatMap((each) =>
      calledThreads(incident, each, whom, told, settings).map((thread) => ({
        thread,
        occasion: occasion === 'ESCALATED' ? occasion : occasionFor(told.last(thread), occasion),
      })),
    );
  const concerned = audience ? [audience] : whom.audiences;
  switch (change.kind) {
    case 'AUDIENCE_JOINED':
      // Its first alert is a change of its own; whoever was called for that has heard of it.
      return toCalled(concerned, 'UPDATED').filter(({ occasion }) => occasion !== 'UPDATED');
    case 'ALERT_FIRED':
    case 'ALERT_JOINED':
      return isHeld(change) ? [] : toCalled(whom.audienceOf(change), 'UPDATED');
    case 'ALERT_UNSUPPRESSED':
      return toCalled(whom.audienceOf(change), 'UPDATED');
    case 'ESCALATED':
      return toCalled(concerned, 'ESCALATED');
    case 'SEVERITY_CHANGED':
      return isRaised(change) ? toCalled(concerned, 'SEVERITY_RAISED') : toAllTold('UPDATED');
    case 'ACKNOWLEDGED':
      return toAllTold('ACKNOWLEDGED');
    case 'RESOLVED':
      return toAllTold('RESOLVED');
    case 'MERGED':
      return toAllTold(change.after === null ? 'UPDATED' : 'MERGED');
    case 'REOPENED':
      // Somebody may have done it, without an alert that fired.
      return toAllTold('UPDATED')
        .map(({ thread }) => ({ thread, occasion: occasionFor(told.last(thread), 'UPDATED') }))
        .filter(({ occasion }) => occasion !== 'UPDATED');
    case 'OPENED':
      // The alert that did it, and its audience, are changes of their own.
      return [];
    default:
      return toAllTold('UPDATED');
  }
}

/** Whoever has been told of the incident for an audience, and whoever the routes name now. */
function calledThreads(
  incident: string,
  audience: Audience,
  { severityOf, teams }: Addressees,
  told: Told,
  settings: AlertingSettings,
): Thread[] {
  const severity = severityOf(audience);
  const named = severity ? receiversFor({ audience, severity, teams }, settings) : [];
  const before = told.threads(incident, audience).map(({ receiver }) => receiver);
  return [...new Set([...before, ...named])].map((receiver) => ({ incident, audience, receiver }));
}

/** Whoever hears of it for the first time hears that it was opened; whoever heard that it was over, that it was opened again. */
function occasionFor(last: Delivery | null, occasion: Occasion): Occasion {
  if (!last) return 'OPENED';
  return last.occasion === 'RESOLVED' || last.occasion === 'MERGED' ? 'REOPENED' : occasion;
}

/** Whether the alert is silenced, or held back for a check upstream: then it calls nobody, who was not called before. */
const isHeld = ({ after }: RecordedChange): boolean => after !== null && after !== 'FOLDED';

const isRaised = ({ before, after }: RecordedChange): boolean => rankOf(after) > rankOf(before);

function tell(
  plan: Plan,
  change: RecordedChange,
  { thread, occasion }: Telling,
  told: Told,
  settings: AlertingSettings,
  now: Instant,
): void {
  const receiver = settings.receivers.get(thread.receiver);
  const last = told.last(thread);
  const isWaiting = last?.state === 'PENDING' && last.attempts === 0 && last.change !== change.id;
  const isFolded = occasion === 'UPDATED' || (occasion === 'SEVERITY_RAISED' && last?.occasion === 'OPENED');
  const delivery = deliveryOf(change, thread, occasion, dueAt(occasion, last, settings, now), now);
  const wanted = receiver !== undefined && wants(receiver, occasion);
  if (isWaiting && isFolded && (calls(last.occasion) || last.occasion === 'UPDATED')) {
    plan.absorbed.push({ id: last.id, otherwise: wanted ? delivery : null });
    return;
  }
  if (!wanted) return;
  plan.deliveries.push(delivery);
  told.add(delivery);
}

/** An Alertmanager is told again and again how an incident is, and knows no acknowledging. */
const wants = (receiver: Receiver, occasion: Occasion): boolean =>
  receiver.kind === 'ALERTMANAGER'
    ? occasion !== 'UPDATED' && occasion !== 'ACKNOWLEDGED'
    : occasion !== 'UPDATED' || receiver.updates;

function dueAt(occasion: Occasion, last: Delivery | null, { group }: AlertingSettings, now: Instant): Instant {
  if (occasion === 'OPENED' || occasion === 'REOPENED') return now + group.wait;
  return occasion === 'UPDATED' ? Math.max(now + group.wait, (last?.createdAt ?? 0) + group.interval) : now;
}

function deliveryOf(
  { id: change, time, actor, note }: RecordedChange,
  { incident, audience, receiver }: Thread,
  occasion: Occasion,
  due: Instant,
  now: Instant,
): Delivery {
  return {
    id: deliveryId(incident, audience, receiver, change),
    ...{ incident, audience, receiver, occasion, change, time, actor, note },
    coalesced: 0,
    state: 'PENDING',
    attempts: 0,
    createdAt: now,
    dueAt: due,
    settledAt: null,
    status: null,
    reason: null,
  };
}
