import type { Incident } from '../domain/incident.ts';
import { type AskedAction, type AskedActionChange, actionAdded, actionChanged } from '../domain/post-mortem/actions.ts';
import type { By, Changed, Refusal } from '../domain/post-mortem/changed.ts';
import { type AskedSections, edited } from '../domain/post-mortem/edit.ts';
import type { PostMortem } from '../domain/post-mortem/post-mortem.ts';
import { begunBy } from '../domain/post-mortem/post-mortem.ts';
import { published } from '../domain/post-mortem/publish.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PostMortemStore } from '../ports/post-mortem-store.ts';

export interface ChangePorts {
  store: IncidentStore;
  postMortems: PostMortemStore;
}

/** A post-mortem as it is after what was asked, or as it stands, with why it was refused. */
export interface PostMortemPayload {
  /** Null when there is none. */
  postMortem: PostMortem | null;
  userErrors: Refusal[];
}

/** Whoever is late each time gives way at last; nobody is refused for being unlucky. */
const ATTEMPTS = 20;

/** Begins the post-mortem of an incident, which may still be open. */
export async function beginPostMortem(ports: ChangePorts, id: string, { by, at }: By): Promise<PostMortemPayload> {
  const incident = await incidentOf(ports, id);
  if ('refusal' in incident) return { postMortem: null, userErrors: [incident.refusal] };
  const begun = begunBy(incident.id, by, at);
  if (await ports.postMortems.keep(begun)) return { postMortem: begun.postMortem, userErrors: [] };
  const postMortem = await postMortemOf(ports, incident.id);
  const message = `${postMortem?.begun.by} began it already; edit that one, version ${postMortem?.version}`;
  return { postMortem, userErrors: [{ code: 'ALREADY_BEGUN', field: 'incident', message }] };
}

export const editPostMortem = (
  ports: ChangePorts,
  id: string,
  version: number,
  sections: AskedSections,
  by: By,
): Promise<PostMortemPayload> => change(ports, id, (before) => edited(before, version, sections, by));

export const publishPostMortem = (
  ports: ChangePorts,
  id: string,
  version: number,
  by: By,
): Promise<PostMortemPayload> => change(ports, id, (before, { state }) => published(before, version, state, by));

export const addAction = (ports: ChangePorts, id: string, asked: AskedAction, by: By): Promise<PostMortemPayload> =>
  change(ports, id, (before) => actionAdded(before, asked, by));

export const changeAction = (
  ports: ChangePorts,
  id: string,
  action: string,
  asked: AskedActionChange,
  by: By,
): Promise<PostMortemPayload> => change(ports, id, (before) => actionChanged(before, action, asked, by));

/**
 * Decides on the newest version; where somebody else was first, it is decided again on what they left, which refuses
 * whoever has to have read it. @throws Error when others were first again and again.
 */
export async function change(
  ports: ChangePorts,
  id: string,
  decide: (before: PostMortem, incident: Incident) => Changed | Promise<Changed>,
): Promise<PostMortemPayload> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const incident = await incidentOf(ports, id);
    const before = await postMortemOf(ports, id);
    if ('refusal' in incident) return { postMortem: before, userErrors: [incident.refusal] };
    if (!before) return { postMortem: null, userErrors: [notBegun(incident)] };
    const changed = await decide(before, incident);
    if (!changed.ok) return { postMortem: before, userErrors: changed.refusals };
    const { next, labelled } = changed;
    if (await ports.postMortems.keep(next, labelled)) return { postMortem: next.postMortem, userErrors: [] };
  }
  throw new Error(`others were first ${ATTEMPTS} times to change the post-mortem of ${id}`);
}

/** An incident by its own id or that of its post-mortem; what was merged has its post-mortem where it went. */
async function incidentOf({ store }: ChangePorts, asked: string): Promise<Incident | { refusal: Refusal }> {
  const id = incidentIdOf(asked);
  const incident = (await store.incidentsById([id])).get(id);
  const refusal = (code: Refusal['code'], message: string) => ({ refusal: { code, field: 'incident', message } });
  if (!incident)
    return refusal('NOT_FOUND', `there is no incident ${asked}; \`headwater incident list\` shows those there are`);
  if (incident.mergedInto !== null)
    return refusal('ALREADY_MERGED', `${id} was merged; write the post-mortem of ${incident.mergedInto}`);
  return incident;
}

const incidentIdOf = (id: string): string => id.replace(/^post-mortem\//, 'incident/');

async function postMortemOf({ postMortems }: ChangePorts, asked: string): Promise<PostMortem | null> {
  const id = incidentIdOf(asked);
  return (await postMortems.byIncident([id])).get(id) ?? null;
}

const notBegun = ({ id }: Incident): Refusal => ({
  code: 'NOT_FOUND',
  field: 'incident',
  message: `nobody has begun a post-mortem of ${id}; \`headwater post-mortem begin ${id}\` does`,
});
