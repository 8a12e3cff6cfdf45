import { createHash } from 'node:crypto';
import { type Instant, isoOf } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import { type Act, type Incident, recounted, reopened } from './incident.ts';
import { type IncidentChange, incidentChange } from './incident-change.ts';
import { changesBetween } from './incident-history.ts';

/** Why something cannot be done to an incident: a value, with a sentence that says what stands and what to do. */
export interface Refusal {
  code:
    | 'NOT_FOUND'
    | 'ALREADY_ACKNOWLEDGED'
    | 'ALREADY_RESOLVED'
    | 'NOT_RESOLVED'
    | 'ALREADY_MERGED'
    | 'SAME_INCIDENT'
    | 'NOT_OF_INCIDENT'
    | 'NOTHING_LEFT';
  field: string;
  message: string;
}

/** What somebody's act leaves of the incidents that it concerns, or why it was refused. */
export type Acted =
  | { ok: true; incidents: Incident[]; alerts: Alert[]; record: IncidentChange[] }
  | { ok: false; refusal: Refusal };

const refused = (code: Refusal['code'], field: string, message: string): Acted => ({
  ok: false,
  refusal: { code, field, message },
});

/** Of this version of the incident, so that whoever does the same again after it is refused or put on record anew. */
const changeOf = (incident: Incident, kind: IncidentChange['kind'], { by, at, note }: Act, more = {}): IncidentChange =>
  incidentChange(`version ${incident.version}`, {
    incident: incident.id,
    time: at,
    recordedAt: at,
    kind,
    actor: by,
    note,
    ...more,
  });

/** Whoever is first to say that they look into it. */
export function acknowledged(incident: Incident, act: Act): Acted {
  const refusal = mergedRefusal(incident);
  if (refusal) return refusal;
  if (incident.state === 'RESOLVED') return alreadyResolved(incident);
  if (incident.acknowledgement) {
    const { by, at } = incident.acknowledgement;
    return refused('ALREADY_ACKNOWLEDGED', 'id', `${incident.id} was acknowledged by ${by} at ${isoOf(at)}`);
  }
  const after: Incident = { ...incident, state: 'ACKNOWLEDGED', acknowledgement: act };
  return { ok: true, incidents: [after], alerts: [], record: [changeOf(incident, 'ACKNOWLEDGED', act)] };
}

/** Resolved by hand: it stays so while its alerts go on; an alert of the same trouble that fires anew opens it again. */
export function resolvedBy(incident: Incident, act: Act): Acted {
  const refusal = mergedRefusal(incident);
  if (refusal) return refusal;
  if (incident.state === 'RESOLVED') return alreadyResolved(incident);
  const after: Incident = { ...incident, state: 'RESOLVED', resolvedAt: act.at, resolution: act };
  return { ok: true, incidents: [after], alerts: [], record: [changeOf(incident, 'RESOLVED', act)] };
}

/** Open again though no alert fired: until somebody resolves it, or the last of its alerts does. */
export function reopenedBy(incident: Incident, act: Act): Acted {
  const refusal = mergedRefusal(incident);
  if (refusal) return refusal;
  if (incident.state !== 'RESOLVED')
    return refused('NOT_RESOLVED', 'id', `${incident.id} is ${incident.state}; only what is resolved can be reopened`);
  return { ok: true, incidents: [reopened(incident)], alerts: [], record: [changeOf(incident, 'REOPENED', act)] };
}

/** All alerts of the others go into this one, with who was called; the others are resolved and say where they went. */
export function merged(
  into: Incident,
  others: readonly { incident: Incident; alerts: readonly Alert[] }[],
  own: readonly Alert[],
  act: Act,
): Acted {
  const refusal = mergedRefusal(into, 'into');
  if (refusal) return refusal;
  if (into.state === 'RESOLVED') return alreadyResolved(into, 'into');
  for (const { incident } of others) {
    if (incident.id === into.id)
      return refused('SAME_INCIDENT', 'incidents', `${into.id} cannot be merged into itself`);
    if (incident.mergedInto !== null) return mergedRefusal(incident, 'incidents') as Acted;
  }
  const moved = others.flatMap(({ alerts }) => alerts);
  const alerts = moved.map((alert) => ({ ...alert, incident: into.id, isPlaced: true }));
  const calls = [...into.calls];
  for (const call of others.flatMap(({ incident }) => (incident.state === 'RESOLVED' ? [] : incident.calls)))
    if (!calls.some(({ audience }) => audience === call.audience)) calls.push(call);
  const after = recounted({ ...into, calls }, [...own, ...alerts]);
  const occasion = { cause: `merge version ${into.version}`, time: act.at, recordedAt: act.at };
  return {
    ok: true,
    alerts,
    incidents: [after, ...others.map(({ incident }) => goneInto(incident, into, act.at))],
    record: [
      ...others.flatMap(({ incident }) => [
        changeOf(incident, 'MERGED', act, { after: into.id }),
        changeOf(into, 'MERGED', act, { before: incident.id }),
      ]),
      ...moved.map((alert) => movedChange(into, 'ALERT_JOINED', alert, act, { before: alert.incident })),
      ...changesBetween(into, after, occasion),
    ],
  };
}

/** What is left of an incident whose alerts all went into another. */
export const goneInto = (incident: Incident, into: Incident, at: Instant): Incident => ({
  ...incident,
  state: 'RESOLVED',
  resolvedAt: incident.state === 'RESOLVED' ? incident.resolvedAt : at,
  mergedInto: into.id,
  firing: 0,
  silenced: 0,
});

/** The chosen alerts become an incident of their own, known to whom the first was, in the same state. */
export function split(incident: Incident, all: readonly Alert[], chosen: readonly string[], act: Act): Acted {
  const refusal = mergedRefusal(incident);
  if (refusal) return refusal;
  if (incident.state === 'RESOLVED') return alreadyResolved(incident);
  const foreign = chosen.find((id) => !all.some((alert) => alert.id === id));
  if (foreign !== undefined)
    return refused('NOT_OF_INCIDENT', 'alerts', `${foreign} is no alert of ${incident.id}; list its alerts first`);
  const [leaving, staying] = [
    all.filter(({ id }) => chosen.includes(id)),
    all.filter(({ id }) => !chosen.includes(id)),
  ];
  if (staying.length === 0 || leaving.length === 0)
    return refused('NOTHING_LEFT', 'alerts', `name some alerts of ${incident.id}, and leave it at least one`);
  const id = splitId(incident, leaving);
  const alerts = leaving.map((alert) => ({ ...alert, incident: id, isPlaced: true }));
  const audiences = new Set(leaving.map(({ threshold }) => threshold.audience));
  const calls = incident.calls.filter(({ audience }) => audiences.has(audience));
  const own = recounted({ ...incident, id, calls, quietSince: null, version: 0 }, alerts);
  const apart = own.firing === 0 ? { ...own, state: 'RESOLVED' as const, resolvedAt: own.quietSince } : own;
  const kept = recounted(incident, staying);
  const rest = kept.firing === 0 ? { ...kept, state: 'RESOLVED' as const, resolvedAt: kept.quietSince } : kept;
  const occasion = { cause: `split version ${incident.version}`, time: act.at, recordedAt: act.at };
  return {
    ok: true,
    alerts,
    incidents: [rest, apart],
    record: [
      changeOf(incident, 'SPLIT', act, { after: id }),
      ...leaving.map((alert) => movedChange(incident, 'ALERT_LEFT', alert, act, { after: id })),
      ...changesBetween(incident, rest, occasion),
      changeOf(apart, 'SPLIT', act, { before: incident.id }),
      ...leaving.map((alert) => movedChange(apart, 'ALERT_JOINED', alert, act, { before: incident.id })),
    ],
  };
}

const movedChange = (of: Incident, kind: IncidentChange['kind'], alert: Alert, act: Act, more: object) =>
  changeOf(of, kind, act, {
    alert: alert.id,
    audience: alert.threshold.audience,
    note: null,
    after: alert.suppression?.kind ?? null,
    ...more,
  });

function splitId({ id, version }: Incident, leaving: readonly Alert[]): string {
  const told = JSON.stringify([id, version, leaving.map((alert) => alert.id).sort()]);
  return `incident/${createHash('sha256').update(told).digest('hex').slice(0, 24)}`;
}

const alreadyResolved = ({ id, resolution, resolvedAt }: Incident, field = 'id'): Acted => {
  const when = resolvedAt === null ? '' : ` at ${isoOf(resolvedAt)}`;
  const who = resolution ? `by ${resolution.by}` : 'when the last of its alerts was';
  return refused('ALREADY_RESOLVED', field, `${id} was resolved ${who}${when}; reopen it to go on`);
};

const mergedRefusal = ({ id, mergedInto }: Incident, field = 'id'): Acted | null =>
  mergedInto === null ? null : refused('ALREADY_MERGED', field, `${id} was merged; go on with ${mergedInto}`);
