/** Where the web app shows an incident; null without a web app. */
export const incidentUrl = (id: string, webUrl: string | null): string | null =>
  webUrl && `${webUrl}/incidents/${encodeURIComponent(id)}`;

/** The same of an alert. */
export const alertUrl = (id: string, webUrl: string | null): string | null =>
  webUrl && `${webUrl}/alerts/${encodeURIComponent(id)}`;
