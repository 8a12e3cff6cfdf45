import type { Audience, Severity } from '../verdict-change.ts';
import type { AlertingSettings } from './settings.ts';

/** What routes look at. */
export interface Addressed {
  audience: Audience;
  severity: Severity;
  /** Teams that own what is concerned; null: nobody can say, and then no route is closed to it by its team. */
  teams: readonly string[] | null;
}

/** Names of the receivers of every route that matches, each once. */
export function receiversFor({ audience, severity, teams }: Addressed, { routes }: AlertingSettings): string[] {
  const matching = routes.filter(
    (route) =>
      (route.audiences?.includes(audience) ?? true) &&
      (route.severities?.includes(severity) ?? true) &&
      (teams === null || (route.teams?.some((team) => teams.includes(team)) ?? true)),
  );
  return [...new Set(matching.flatMap(({ receivers }) => receivers))];
}
