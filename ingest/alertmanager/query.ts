import type { AskedAlerts } from '../../subgraphs/incidents/index.ts';
import { Refusal } from '../refusal.ts';

/** A parameter that may come once, again and again, or not at all. */
export const textsOf = (raw: unknown): string[] => (raw === undefined ? [] : [raw].flat().map(String));

/** Reads the parameters of `GET /api/v2/alerts`; what is left out is asked for. */
export function askedAlerts(query: unknown): AskedAlerts {
  const { filter, receiver, active, silenced, inhibited } = query as Record<string, unknown>;
  return {
    filter: textsOf(filter),
    receiver: receiver === undefined ? null : String(receiver),
    active: flag('active', active),
    silenced: flag('silenced', silenced),
    inhibited: flag('inhibited', inhibited),
  };
}

function flag(name: string, raw: unknown): boolean {
  if (raw === undefined || raw === 'true') return true;
  if (raw === 'false') return false;
  throw new Refusal(400, 'BAD_QUERY', `${name} is ${JSON.stringify(raw)}; expected true or false`, name);
}
