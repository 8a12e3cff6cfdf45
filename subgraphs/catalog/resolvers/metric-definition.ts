import type { Duration } from '../../../vocabulary/duration.ts';
import { baselineOf } from '../domain/baseline.ts';
import { parametersOf, thresholdsOf } from '../domain/threshold.ts';
import type { MetricDefinitionResolvers } from '../generated/resolver-types.ts';
import { historyConnection } from './history-connection.ts';

export const MetricDefinition: MetricDefinitionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.definition.load(id),
  id: ({ document, version }) => `${document.metadata.name}@${version}`,
  name: ({ document }) => document.metadata.name,
  title: ({ document }) => document.metadata.title,
  category: ({ document }) => document.spec.category,
  appliesTo: ({ document }) => document.spec.appliesTo,
  unit: ({ document }) => document.spec.unit,
  direction: ({ document }) => document.spec.direction,
  formula: ({ document }) => document.spec.formula,
  method: ({ document }) => document.spec.method,
  source: ({ document }) => document.spec.source,
  window: ({ document }) => document.spec.window as Duration,
  timezone: ({ document }) => document.spec.timezone,
  lateness: ({ document }) => document.spec.lateness as Duration,
  retention: ({ document: { spec } }) =>
    spec.retention
      ? {
          raw: spec.retention.raw as Duration,
          step: spec.retention.step as Duration,
          keep: (spec.retention.keep ?? null) as Duration | null,
        }
      : null,
  minimumSamples: ({ document }) => document.spec.minimumSamples,
  baseline: ({ document }) => baselineOf(document),
  expected: ({ document }) => document.spec.expected ?? null,
  thresholds: ({ document }) =>
    thresholdsOf(document).map((threshold) => ({ ...threshold, for: threshold.for as Duration })),
  thresholdParameters: ({ document }) => parametersOf(document),
  sensitivity: ({ document }) => document.spec.sensitivity,
  owner: ({ document }) => ({ name: document.metadata.owner }),
  reviewers: ({ document }) => document.metadata.reviewers,
  reviewBy: ({ document }) => document.metadata.reviewBy ?? null,
  playbook: ({ document }, _, { loaders }) =>
    document.spec.playbook ? loaders.playbook.load(document.spec.playbook) : null,
  tags: ({ document }) => document.metadata.tags ?? [],
  inputs: ({ inputs }, _, { loaders }) =>
    Promise.all(
      Object.entries(inputs ?? {}).map(async ([variable, id]) => ({
        variable,
        definition: await loaders.definition.load(id),
      })),
    ),
  author: ({ author }) => author,
  appliedAt: ({ appliedAt }) => appliedAt,
  reason: ({ reason }) => reason,
  history: ({ document }, page, { store }) => historyConnection(store, document.metadata.name, page),
  fingerprint: ({ fingerprint }) => fingerprint ?? '',
};
