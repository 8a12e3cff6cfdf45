import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { type EscalationPolicy, scheduled } from '../domain/escalation.ts';
import type { Incident } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-change.ts';
import { alertChange, changesBetween, type Occasion } from '../domain/incident-history.ts';
import type { Effects, IncidentStore, KeptContext } from '../ports/incident-store.ts';

/** What is to be kept together: alerts and incidents as they are by now, and what is put on record of them. */
export class Batch {
  readonly now: Instant;
  readonly #store: IncidentStore;
  readonly #policy: EscalationPolicy;
  readonly #incidents = new Map<string, Incident | null>();
  readonly #changed = new Set<string>();
  readonly #alerts = new Map<string, Alert>();
  readonly #dismissed = new Set<string>();
  readonly #contexts = new Map<string, KeptContext>();
  readonly #followed: string[] = [];
  readonly #record: IncidentChange[] = [];
  #cursor: string | undefined;

  constructor({ store, escalation }: { store: IncidentStore; escalation: EscalationPolicy }, now: Instant) {
    this.#store = store;
    this.#policy = escalation;
    this.now = now;
  }

  /** Reads incidents that are not known here yet, as one question. */
  async read(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !this.#incidents.has(id));
    if (unknown.length === 0) return;
    const found = await this.#store.incidentsById(unknown);
    for (const id of unknown) this.#incidents.set(id, found.get(id) ?? null);
  }

  /** As it is by now; null when there is none. */
  async incident(id: string): Promise<Incident | null> {
    await this.read([id]);
    return this.#incidents.get(id) ?? null;
  }

  /** An incident that was read elsewhere, as it is by now. */
  current(incident: Incident): Incident {
    const known = this.#incidents.get(incident.id);
    if (known) return known;
    this.#incidents.set(incident.id, incident);
    return incident;
  }

  /**
   * Alerts with their incidents known here, as they stood together: whoever moves an alert to another incident after this
   * changes an incident that is known here, so that what is made of the old one is not kept.
   */
  async together(ask: () => Promise<Alert[]>): Promise<Alert[]> {
    for (let alerts = await ask(); ; ) {
      await this.read(alerts.flatMap(({ incident }) => incident ?? []));
      alerts = await ask();
      if (alerts.every(({ incident }) => incident === null || this.#incidents.has(incident))) return alerts;
    }
  }

  putAlert(alert: Alert): void {
    this.#alerts.set(alert.id, alert);
  }

  /** The alert as it is by now. */
  alert(alert: Alert): Alert {
    return this.#alerts.get(alert.id) ?? alert;
  }

  dismiss({ id }: Alert): void {
    this.#alerts.delete(id);
    this.#dismissed.add(id);
  }

  putContext({ id }: Alert, context: KeptContext): void {
    this.#contexts.set(id, context);
  }

  /** Puts an incident in the place of what it was, and on record what is otherwise now. */
  putIncident(incident: Incident, occasion: Occasion): void {
    const before = this.#incidents.get(incident.id) ?? null;
    this.#incidents.set(incident.id, incident);
    this.#changed.add(incident.id);
    this.#record.push(...changesBetween(before, incident, occasion));
  }

  /** Puts on record what happened to an alert of an incident. */
  tell(
    kind: IncidentChange['kind'],
    alert: Alert,
    incident: string,
    occasion: Occasion,
    more: Partial<IncidentChange> = {},
  ): void {
    this.#record.push(alertChange(kind, alert, incident, occasion, more));
  }

  /** Puts changes on record that were told elsewhere. */
  add(changes: readonly IncidentChange[]): void {
    this.#record.push(...changes);
  }

  follow({ id, cursor }: { id: string; cursor: string }): void {
    this.#followed.push(id);
    this.#cursor = cursor;
  }

  effects(): Effects {
    const changed = [...this.#changed].flatMap((id) => this.#incidents.get(id) ?? []);
    return {
      followed: this.#followed,
      ...(this.#cursor === undefined ? {} : { cursor: this.#cursor }),
      alerts: [...this.#alerts.values()],
      dismissed: [...this.#dismissed],
      incidents: changed.map((incident) => scheduled(incident, this.#policy)),
      contexts: this.#contexts,
      record: this.#record,
    };
  }
}
