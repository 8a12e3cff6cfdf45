import { BadUserInput } from '../../../platform/errors.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { type EscalationPolicy, scheduled } from '../domain/escalation.ts';
import type { Act, Incident } from '../domain/incident.ts';
import {
  type Acted,
  acknowledged,
  merged,
  type Refusal,
  reopenedBy,
  resolvedBy,
  split,
} from '../domain/incident-actions.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { Batch } from './batch.ts';
import { decideAgain } from './place-alert.ts';
import { type SilencingPorts, silencing } from './silencing.ts';

interface ActPorts {
  store: IncidentStore;
  escalation: EscalationPolicy;
}

/** The incident as it is after what somebody did to it, or as it stands, with why it was refused. */
export interface ActedOn {
  incident: Incident | null;
  /** Made by a split; null of every other. */
  created: Incident | null;
  refusal: Refusal | null;
}

/** Whoever is late each time gives way at last; nobody is refused for being unlucky. */
const ATTEMPTS = 20;

/**
 * Does something to the first of some incidents, as they stand when it is kept: where somebody else was first, it is decided
 * again on what they left. @throws Error when others were first again and again.
 */
async function act(
  { store, escalation }: ActPorts,
  ids: readonly string[],
  decide: (incidents: readonly Incident[]) => Acted | Promise<Acted>,
): Promise<ActedOn> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await store.incidentsById(ids);
    const incidents = ids.flatMap((id) => found.get(id) ?? []);
    const [first = null] = incidents;
    const unknown = ids.find((id) => !found.has(id));
    if (unknown !== undefined)
      return { incident: found.get(ids[0] ?? '') ?? null, created: null, refusal: notFound(unknown) };
    const acted = await decide(incidents);
    if (!acted.ok) return { incident: first, created: null, refusal: acted.refusal };
    const after = acted.incidents.map((incident) => scheduled(incident, escalation));
    const { alerts, record } = acted;
    if ((await store.keep({ incidents: after, alerts, record })) === 'KEPT') {
      const [incident = null, second = null] = after;
      return { incident, created: second?.version === 0 ? second : null, refusal: null };
    }
  }
  throw new Error(`others were first ${ATTEMPTS} times to change ${ids.join(', ')}`);
}

const notFound = (id: string): Refusal => ({
  code: 'NOT_FOUND',
  field: 'id',
  message: `there is no incident ${id}; \`headwater incident list\` shows those there are`,
});

const one =
  (decide: (incident: Incident) => Acted) =>
  ([incident]: readonly Incident[]): Acted =>
    decide(incident as Incident);

export const acknowledge = (ports: ActPorts, id: string, act_: Act): Promise<ActedOn> =>
  act(
    ports,
    [id],
    one((incident) => acknowledged(incident, act_)),
  );

export const resolve = (ports: ActPorts, id: string, act_: Act): Promise<ActedOn> =>
  act(
    ports,
    [id],
    one((incident) => resolvedBy(incident, act_)),
  );

/** Whoever has alerts in it that fire, and that nobody silenced, is called again: for them it is as if new. */
export const reopen = (ports: ActPorts & SilencingPorts, id: string, act_: Act): Promise<ActedOn> =>
  act(ports, [id], async ([incident]) => {
    const done = reopenedBy(incident as Incident, act_);
    if (!done.ok) return done;
    const all = (await ports.store.alertsOf([id])).get(id) ?? [];
    const firing = all.filter(({ state }) => state === 'FIRING').toSorted(byHeldBack);
    const silenced = await silencing(ports, [...new Set(firing.map(({ metric }) => metric.asset))], act_.at);
    const batch = new Batch(ports, act_.at);
    const [opened] = done.incidents.map((each) => batch.current(each));
    const occasion = { cause: `reopened version ${opened?.version}`, time: act_.at, recordedAt: act_.at };
    for (const alert of firing) await decideAgain(batch, alert, silenced(alert), occasion);
    const { alerts = [], record = [] } = batch.effects();
    const incidents = done.incidents.map((each) => batch.current(each));
    return { ok: true, incidents, alerts: [...alerts], record: [...done.record, ...record] };
  });

/** Those that nothing held back call first; those held back for a check come after that. */
const byHeldBack = (a: Alert, b: Alert): number => orderOf(a) - orderOf(b);
const orderOf = ({ suppression }: Alert): number => (suppression === null ? 0 : suppression.kind === 'SUSPECT' ? 2 : 1);

export const merge = (ports: ActPorts, into: string, others: readonly string[], act_: Act): Promise<ActedOn> =>
  act(ports, [into, ...new Set(others)], async ([target, ...rest]) => {
    const alerts = await ports.store.alertsOf([into, ...others]);
    const of = ({ id }: Incident): Alert[] => alerts.get(id) ?? [];
    const whole = rest.map((incident) => ({ incident, alerts: of(incident) }));
    return merged(target as Incident, whole, of(target as Incident), act_);
  });

export const splitOff = (ports: ActPorts, id: string, chosen: readonly string[], act_: Act): Promise<ActedOn> =>
  act(ports, [id], async ([incident]) => {
    const alerts = await ports.store.alertsOf([id]);
    return split(incident as Incident, alerts.get(id) ?? [], chosen, act_);
  });

const LONGEST_NAME = 200;
const LONGEST_NOTE = 5_000;

/**
 * Who did something; until people sign in, whoever reaches the server is `local user` unless they name themselves.
 * @throws BadUserInput naming the field when the name is too long to be put on record.
 */
export const actorOf = (by: string | null | undefined, field = 'by'): string =>
  ofAtMost(LONGEST_NAME, field, by?.trim()) || 'local user';

/** What somebody said of what they did. @throws BadUserInput when it is too long to be put on record and told to everybody. */
export const actOf = (by: string | null | undefined, note: string | null | undefined, at: Instant): Act => ({
  by: actorOf(by),
  note: ofAtMost(LONGEST_NOTE, 'note', note?.trim()) || null,
  at,
});

function ofAtMost(most: number, field: string, text: string | undefined): string | undefined {
  if (text && text.length > most)
    throw new BadUserInput(`${field} has ${text.length} characters; at most ${most}`, field);
  return text;
}
