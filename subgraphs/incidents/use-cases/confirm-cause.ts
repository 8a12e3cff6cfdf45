import { NotFound } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { questionOf } from '../domain/alert-question.ts';
import type { Incident } from '../domain/incident.ts';
import { type By, nextVersion, type Refusal, refused, staleRefusal } from '../domain/post-mortem/changed.ts';
import {
  type AskedCauses,
  answeredOf,
  causeFaults,
  confirmedCauses,
  evidenceOf,
  firstAnswered,
} from '../domain/post-mortem/confirm.ts';
import { caseGapOf, labelledCaseOf } from '../domain/post-mortem/labelled-case.ts';
import type { Confirmation, ConfirmedOrigin } from '../domain/post-mortem/post-mortem.ts';
import type { Known } from '../domain/root-cause/root-cause.ts';
import type { KnownAssets } from '../ports/known-assets.ts';
import { type ChangePorts, change, type PostMortemPayload } from './change-post-mortem.ts';
import { knownUpstream, targetOf, type UpstreamPorts } from './find-root-cause.ts';

export interface ConfirmPorts extends ChangePorts, UpstreamPorts {
  assets: KnownAssets;
}

export interface AskedConfirmation {
  /** Of the post-mortem as it was read. */
  version: number;
  /** Id of the alert whose root cause is meant; null: the one that leads the incident. */
  alert: string | null;
  /** Null: what was answered first. */
  causes: AskedCauses | null;
  /** Null: not known. It is never taken from the answer: a label that repeats the answer teaches nothing. */
  origin: ConfirmedOrigin | null;
  note: string | null;
}

/**
 * Says what began an incident. What the ranking was asked and given is kept with it, as it is known now of the time of
 * the onset, so that no retention takes it away. @throws GraphUnavailable when it cannot be had now, though it may be
 * later; nothing is kept then.
 */
export const confirmCause = (
  ports: ConfirmPorts,
  id: string,
  asked: AskedConfirmation,
  by: By,
): Promise<PostMortemPayload> =>
  change(ports, id, async (before, incident) => {
    const faults = causeFaults(asked.causes, asked.note);
    if (faults.length > 0) return refused(...faults);
    const stale = staleRefusal(before, asked.version);
    if (stale) return refused(stale);
    const alert = await alertOf(ports, incident, asked.alert);
    if (!alert) return refused(notOfIncident(asked.alert, incident));
    const rootCause = (await ports.store.contexts([alert.id])).get(alert.id)?.rootCause ?? null;
    const answered = rootCause && answeredOf(rootCause);
    const known = await knownOf(ports, alert);
    const named = (asked.causes as AssetId[][] | null) ?? firstAnswered(answered);
    if (!named) return refused(NO_ANSWER);
    const { ids, unknown } = await canonical(ports.assets, named, known);
    if (unknown.length > 0) return refused(...unknown);
    const causes = confirmedCauses(
      named.map((assets) => assets.map((asset) => ids.get(asset) ?? asset)),
      answered,
    );
    const { origin, note } = asked;
    const caseGap = known ? caseGapOf(questionOf(alert), known) : `nothing is kept of ${alert.metric.name} any more`;
    const confirmation: Confirmation = {
      ...{ causes, origin, note: note?.trim() || null, ...by, alert: alert.id, answered, caseGap },
      evidence: evidenceOf(causes, rootCause, known?.changes ?? []),
    };
    const changed = nextVersion(before, 'CAUSE_CONFIRMED', by, { confirmation, state: 'DRAFT' });
    const labelled =
      known && caseGap === null ? labelledCaseOf(incident.id, questionOf(alert), known, confirmation) : null;
    return { ...changed, labelled };
  });

async function alertOf({ store }: ChangePorts, incident: Incident, asked: string | null): Promise<Alert | null> {
  const id = asked ?? incident.leading.alert;
  const alert = (await store.alertsById([id])).get(id);
  return alert?.incident === incident.id ? alert : null;
}

/** Long, since a labelled case that lacks measurements misleads whoever learns from it. */
const PATIENCE: Milliseconds = 60_000;

/** What the ranking is given, though by now it may find no degradation; null when nothing is left of the metric. */
async function knownOf(ports: UpstreamPorts, alert: Alert): Promise<Known | null> {
  const question = { ...questionOf(alert), baseline: null, first: 1, patience: PATIENCE };
  try {
    const target = await targetOf(ports, question);
    return await knownUpstream(ports, question, target.answer.onset ?? alert.onset, target);
  } catch (fault) {
    if (fault instanceof NotFound) return null;
    throw fault;
  }
}

/** The ids under which lineage knows assets; those upstream are known already. */
async function canonical(
  assets: KnownAssets,
  causes: readonly (readonly AssetId[])[],
  known: Known | null,
): Promise<{ ids: Map<AssetId, AssetId>; unknown: Refusal[] }> {
  const upstream = new Set(known?.closure.assets.map(({ id }) => id));
  const foreign = [...new Set(causes.flat())].filter((asset) => !upstream.has(asset));
  const ids = await assets.idsOf(foreign);
  const unknown = causes.flatMap((named, cause) =>
    named.flatMap((asset, index): Refusal[] => {
      if (upstream.has(asset) || ids.has(asset)) return [];
      const message = `lineage knows no ${asset}; look it up with \`headwater lineage search\`, or declare it first`;
      return [{ code: 'NOT_FOUND', field: `causes.${cause}.assets.${index}`, message }];
    }),
  );
  return { ids, unknown };
}

const notOfIncident = (asked: string | null, { id }: Incident): Refusal => ({
  code: 'NOT_FOUND',
  field: 'alert',
  message: `${asked} is no alert of ${id}; \`headwater incident show ${id}\` lists them`,
});

const NO_ANSWER: Refusal = {
  code: 'NO_ANSWER',
  field: 'causes',
  message:
    'no cause was answered when the alert fired, so there is none to confirm; name the causes, or say that nothing ' +
    'recorded began it',
};
