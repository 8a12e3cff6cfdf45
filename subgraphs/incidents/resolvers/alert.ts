import { labelsOf } from '../domain/silence.ts';
import { isWebUrl } from '../domain/web-url.ts';
import type { AlertResolvers } from '../generated/resolver-types.ts';

export const Alert: AlertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.alert.load(id),
  severity: ({ threshold }) => threshold.severity,
  audience: ({ threshold }) => threshold.audience,
  threshold: ({ threshold, outside }) => (outside ? null : threshold),
  verdict: ({ verdict, outside }) => (outside ? null : verdict),
  metric: ({ metric, outside }) => (outside ? null : metric),
  source: ({ outside }) => (outside ? 'ALERTMANAGER' : 'HEADWATER'),
  name: ({ metric }) => metric.name,
  asset: ({ metric }) => ({ id: metric.asset }),
  annotations: ({ outside }) => Object.entries(outside?.annotations ?? {}).map(([name, value]) => ({ name, value })),
  generatorUrl: ({ outside }) =>
    outside?.generatorUrl && isWebUrl(outside.generatorUrl) ? outside.generatorUrl : null,
  incident: ({ incident }, _, { loaders }) => (incident === null ? null : loaders.incident.load(incident)),
  labels: (alert) => Object.entries(labelsOf(alert)).map(([name, value]) => ({ name, value })),
};
