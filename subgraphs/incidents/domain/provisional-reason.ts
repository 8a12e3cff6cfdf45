import type { Incident } from './incident.ts';

/** Why alerts are together of which no cause is known, in a sentence or two. */
export const provisionalReason = ({ team, alerts }: NonNullable<Incident['provisional']>): string => {
  const whose = team === null ? 'at about the same time' : `at about the same time on assets of ${team}`;
  return `No cause is known of ${alerts} of its alerts, which fired ${whose}: it may be more than one trouble.`;
};
