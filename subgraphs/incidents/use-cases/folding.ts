import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import {
  causesNear,
  type Foldable,
  type FoldableIncident,
  foldableOf,
  incidentToJoin,
  provisionalToJoin,
  suspicionAmong,
  unexplainedAt,
} from '../domain/folding.ts';
import { incidentIdFor } from '../domain/incident.ts';
import type { Occasion } from '../domain/incident-history.ts';
import { lookbackOf } from '../domain/lookback.ts';
import { suspicionOfCause } from '../domain/suspicion.ts';
import type { Batch } from './batch.ts';
import type { FollowPorts } from './follow-verdicts.ts';
import { type Gathered, gatherContext } from './gather-context.ts';
import { contextToGather, isCauseAway, keptContext } from './kept-context.ts';
import { fireInto } from './place-alert.ts';
import type { Silencing } from './silencing.ts';

/**
 * Root causes looked for in one batch. More alerts than these are a storm: then an alert that lies downstream of the first
 * cause of an open incident is folded into that at once, and its own cause is looked for afterwards.
 */
const CAUSES_AT_ONCE = 20;
/** Alerts of open incidents that new ones are compared with, the newest. */
const COMPARED = 20_000;

/** Folds the alerts that fire in one batch into incidents. */
export class Folding {
  readonly #ports: FollowPorts;
  readonly #batch: Batch;
  readonly #assets: readonly AssetId[];
  readonly #silencing: Silencing;
  readonly #isStorm: boolean;
  readonly #fed = new Map<AssetId, Promise<Map<AssetId, number>>>();
  readonly #definitions = new Map<string, Promise<Alert['definition']>>();
  readonly #contexts = new Map<string, Promise<Gathered>>();
  #open: Map<string, FoldableIncident> | null = null;
  #looked = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  #causes = 0;
  #isCauseAway = false;

  /** @param assets of the alerts that may fire in this batch. */
  constructor(ports: FollowPorts, batch: Batch, assets: readonly AssetId[], silencing: Silencing) {
    this.#ports = ports;
    this.#batch = batch;
    this.#assets = assets;
    this.#silencing = silencing;
    this.#isStorm = assets.length > CAUSES_AT_ONCE;
  }

  /** Folds an alert that fired; `false`: it has to wait for the next batch, as this one has looked for causes enough. */
  async fire(fired: Alert, occasion: Occasion): Promise<boolean> {
    const folded = (this.#isStorm ? await this.#assumed(fired) : null) ?? (await this.#unasked(fired));
    if (!folded && this.#causes >= CAUSES_AT_ONCE) return false;
    const { alert, incident } = folded ?? (await this.#caused(fired));
    const silence = this.#silencing(alert);
    await fireInto(this.#batch, incident, alert, silence, occasion);
    await this.#remember(incident, this.#batch.alert(alert));
    return true;
  }

  async #remember(id: string, alert: Alert): Promise<void> {
    const incident = await this.#batch.incident(id);
    if (!incident) return;
    const own = this.#open?.get(id) ?? { incident, alerts: [] };
    own.alerts.push(foldableOf(alert));
    this.#open?.set(id, own);
  }

  /** The alert in the incident whose first cause it lies downstream of, nearest first; null when there is none. */
  async #assumed(fired: Alert): Promise<{ alert: Alert; incident: string } | null> {
    const alert = await this.#defined(fired);
    const foldable = foldableOf(alert);
    const firedAt = alert.firedAt ?? alert.startedAt;
    const near: { depth: number; cause: AssetId; incident: string }[] = [];
    for (const { cause, incident } of causesNear(foldable, firedAt, await this.#openAround(alert, firedAt))) {
      const depth = (await this.#fedBy(cause, firedAt)).get(alert.metric.asset);
      if (depth !== undefined) near.push({ depth, cause, incident: incident.id });
    }
    const [nearest] = near.sort((a, b) => a.depth - b.depth);
    if (!nearest) return null;
    const assumed = { ...alert, assumedCause: nearest.cause };
    this.#batch.putContext(alert, contextToGather(this.#batch.now));
    return { alert: this.#suspected(assumed, nearest.incident), incident: nearest.incident };
  }

  /** In a storm the alert among others without a cause, once it has shown that causes cannot be looked for; null otherwise. */
  async #unasked(fired: Alert): Promise<{ alert: Alert; incident: string } | null> {
    if (!this.#isCauseAway) return null;
    const alert = await this.#defined(fired);
    const firedAt = alert.firedAt ?? alert.startedAt;
    const open = await this.#openAround(alert, firedAt);
    if (!this.#isStormAmong(open, firedAt)) return null;
    this.#batch.putContext(alert, contextToGather(this.#batch.now));
    return provisionally(alert, null, firedAt, open);
  }

  /** Whether so much fires at once that nobody can be called for each. */
  #isStormAmong(open: readonly FoldableIncident[], firedAt: Instant): boolean {
    return this.#isStorm || unexplainedAt(firedAt, open) >= CAUSES_AT_ONCE;
  }

  /** The alert with its cause and its context, gathered before anything is kept: whoever sees it fire finds it whole. */
  async #caused(fired: Alert): Promise<{ alert: Alert; incident: string }> {
    const { context, ...found } = await this.#gathered(fired);
    const { definition, lookback, cause } = found.alert;
    const alert = { ...fired, definition, lookback, cause };
    this.#batch.putContext(alert, keptContext(context, 0, this.#batch.now));
    const firedAt = alert.firedAt ?? alert.startedAt;
    const open = await this.#openAround(alert, firedAt);
    this.#isCauseAway ||= isCauseAway(context);
    if (cause === null && this.#isStormAmong(open, firedAt))
      return provisionally(alert, context.owner?.name ?? null, firedAt, open);
    const incident = incidentToJoin(foldableOf(alert), firedAt, open)?.id ?? incidentIdFor(alert);
    const suspect = context.rootCause && suspicionOfCause(alert, context.rootCause);
    return { alert: this.#suspected({ ...alert, suspect }, incident), incident };
  }

  /** Once for all thresholds that one metric crosses at a time. */
  #gathered(fired: Alert): Promise<Gathered> {
    const { metric, onset, firedAt } = fired;
    const key = JSON.stringify([metric.id, onset, firedAt]);
    const known = this.#contexts.get(key);
    if (known) return known;
    this.#causes += 1;
    const gathered = gatherContext(this.#ports, fired, null, this.#batch.now);
    this.#contexts.set(key, gathered);
    return gathered;
  }

  #suspected(alert: Alert, incident: string): Alert {
    const others: readonly Foldable[] = this.#open?.get(incident)?.alerts ?? [];
    return { ...alert, suspect: alert.suspect ?? suspicionAmong(foldableOf(alert), others) };
  }

  async #defined(alert: Alert): Promise<Alert> {
    const { name } = alert.metric;
    const known =
      this.#definitions.get(name) ??
      this.#ports.catalog.definition(name).then(
        (stated) => stated?.definition ?? null,
        () => null,
      );
    this.#definitions.set(name, known);
    const definition = await known;
    return { ...alert, definition, lookback: lookbackOf(alert, definition?.window ?? 0) };
  }

  /** Which of the batch's assets an asset feeds; none while lineage is down. */
  #fedBy(asset: AssetId, asOf: Instant): Promise<Map<AssetId, number>> {
    const known = this.#fed.get(asset) ?? this.#ports.lineage.fedBy(asset, this.#assets, asOf).catch(() => new Map());
    this.#fed.set(asset, known);
    return known;
  }

  /** Incidents that were open around an alert's time, as they are by now. */
  async #openAround(alert: Alert, firedAt: Instant): Promise<FoldableIncident[]> {
    const range = { from: alert.onset - alert.lookback, to: firedAt + alert.lookback };
    if (!this.#open || range.from < this.#looked.from || range.to > this.#looked.to) {
      this.#looked = { from: Math.min(range.from, this.#looked.from), to: Math.max(range.to, this.#looked.to) };
      const found = await this.#ports.store.foldable(this.#looked.from, this.#looked.to, COMPARED);
      const begun = this.#open ?? new Map<string, FoldableIncident>();
      this.#open = new Map([...found.map((each) => [each.incident.id, each] as const), ...begun]);
    }
    return [...this.#open.values()].map(({ incident, alerts }) => ({
      incident: this.#batch.current(incident),
      alerts,
    }));
  }
}

/** An alert without a known cause where others of its asset are, else among those that fired at the same time. */
function provisionally(
  alert: Alert,
  team: string | null,
  firedAt: Instant,
  open: readonly FoldableIncident[],
): { alert: Alert; incident: string } {
  const joined = incidentToJoin(foldableOf(alert), firedAt, open);
  if (joined && !joined.provisional) return { alert, incident: joined.id };
  const provisional = joined?.provisional ? { team: joined.provisional.team } : { team };
  const among = joined ?? provisionalToJoin(provisional, firedAt, open);
  return { alert: { ...alert, provisional }, incident: among?.id ?? incidentIdFor(alert) };
}
