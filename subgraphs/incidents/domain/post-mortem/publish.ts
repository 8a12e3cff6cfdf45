import type { IncidentState } from '../incident.ts';
import { type By, type Changed, nextVersion, type Refusal, refused, staleRefusal } from './changed.ts';
import type { PostMortem } from './post-mortem.ts';

/** Published by whoever read it as it is: of an incident that is over, with what began it, and a summary. */
export function published(before: PostMortem, read: number, incident: IncidentState, by: By): Changed {
  const stale = staleRefusal(before, read);
  if (stale) return refused(stale);
  const refusals = missingOf(before, incident);
  if (refusals.length > 0) return refused(...refusals);
  const version = before.version + 1;
  return nextVersion(before, 'PUBLISHED', by, { state: 'PUBLISHED', published: { version, ...by } });
}

function missingOf({ state, incident, published, confirmation, summary }: PostMortem, of: IncidentState): Refusal[] {
  if (state === 'PUBLISHED') {
    const which = published ? ` as version ${published.version} by ${published.by}` : '';
    return [{ code: 'ALREADY_PUBLISHED', field: 'incident', message: `it is published${which}; nothing has changed` }];
  }
  const missing: Refusal[] = [];
  if (of !== 'RESOLVED')
    missing.push({
      code: 'NOT_RESOLVED',
      field: 'incident',
      message: `${incident} is ${of}; resolve it first, so that its timeline is whole`,
    });
  if (!confirmation)
    missing.push({
      code: 'NO_CONFIRMED_CAUSE',
      field: 'cause',
      message: 'nobody has confirmed what began it; confirm the cause, or that nothing recorded began it',
    });
  if (!summary)
    missing.push({ code: 'NO_SUMMARY', field: 'summary', message: 'it has no summary; write what happened first' });
  return missing;
}
