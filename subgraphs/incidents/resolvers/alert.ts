import { labelsOf } from '../domain/silence.ts';
import type { AlertResolvers } from '../generated/resolver-types.ts';

export const Alert: AlertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.alert.load(id),
  severity: ({ threshold }) => threshold.severity,
  audience: ({ threshold }) => threshold.audience,
  incident: ({ incident }, _, { loaders }) => (incident === null ? null : loaders.incident.load(incident)),
  labels: (alert) => Object.entries(labelsOf(alert)).map(([name, value]) => ({ name, value })),
  suspect: ({ suspect }) => suspect && { ...suspect, asset: { id: suspect.asset } },
};
