import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { applicationOf } from './apply.ts';
import { type CatalogEntry, type EntryKey, keyOf } from './entry.ts';
import { readDocuments } from './read-documents.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../test/graph/apply-catalog/contract-example.yaml'),
  'utf8',
);

const AUTHORSHIP = { author: 'ada', appliedAt: 0, reason: null };
const documentsOf = (text: string) => readDocuments(text).documents.map(({ document }) => document);

const standing = new Map<EntryKey, CatalogEntry>(
  applicationOf(documentsOf(example), new Map(), AUTHORSHIP).entries.map((entry) => [keyOf(entry.document), entry]),
);

/** What changes when one text of the contract's example becomes another. */
function change(from: string, to: string) {
  expect(example).toContain(from);
  const { changes, definitions } = applicationOf(documentsOf(example.replace(from, to)), standing, AUTHORSHIP);
  return {
    changes: changes.map(({ field, effect }) => `${effect} ${field}`),
    status: definitions.find(({ status }) => status !== 'UNCHANGED')?.status ?? 'UNCHANGED',
  };
}

describe('what a change does', () => {
  it.each([
    ['formula: correct predictions', 'formula: right predictions', 'formula'],
    ['window: P1D', 'window: P7D', 'window'],
    ['timezone: Europe/Berlin', 'timezone: Europe/Paris', 'timezone'],
    ['unit: ms', 'unit: s', 'unit'],
    ['epsilon: 0.0001', 'epsilon: 0.001', 'method.epsilon'],
    ['measure: psi', 'measure: js', 'method.measure'],
    ['scale: 1000, asset: "deployment/{deployment', 'scale: 1001, asset: "deployment/{deployment', 'source.otlp.scale'],
    ['from: 2026-09-01T00:00:00Z', 'from: 2026-09-02T00:00:00Z', 'baseline.from'],
  ])('is one of meaning, with a new version, when %s becomes %s', (from, to, field) => {
    expect(change(from, to)).toEqual({ changes: [`MEANING spec.${field}`], status: 'NEW_VERSION' });
  });

  it.each([
    ['below: 0.85', 'below: 0.8', 'POLICY spec.thresholds[0].below'],
    ['lateness: P2D', 'lateness: P3D', 'POLICY spec.lateness'],
    ['minimumSamples: 200', 'minimumSamples: 300', 'POLICY spec.minimumSamples'],
    ['appliesTo: [FEATURE]', 'appliesTo: [FEATURE, DATASET]', 'POLICY spec.appliesTo'],
    ['category: LATENCY', 'category: THROUGHPUT', 'POLICY spec.category'],
    ['owner: platform-sre, reviewBy', 'owner: risk-ml, reviewBy', 'OWNERSHIP metadata.owner'],
    ['reviewers: [platform-sre]', 'reviewers: [risk-ml]', 'OWNERSHIP metadata.reviewers[0]'],
    ['sensitivity: PUBLIC', 'sensitivity: INTERNAL', 'OWNERSHIP spec.sensitivity'],
    ['title: Accuracy of matured', 'title: Accuracy of all', 'TEXT metadata.title'],
    ['normal: Under 200 ms.', 'normal: Under 250 ms.', 'TEXT spec.expected.normal'],
  ])('leaves the meaning and makes a revision when %s becomes %s', (from, to, said) => {
    expect(change(from, to)).toEqual({ changes: [said], status: 'REVISED' });
  });

  it('names a threshold that was added and one that was removed, and none that only moved', () => {
    const line = '    - { audience: PRODUCT_OWNER, severity: WARNING, belowBaselineBy: 0.03, for: P3D }\n';
    expect(change(line, '')).toEqual({ changes: ['POLICY spec.thresholds[1]'], status: 'REVISED' });
    const more = '    - { audience: DATA_STEWARD, severity: INFO, below: 0.9 }\n';
    expect(change(line, more + line)).toEqual({ changes: ['POLICY spec.thresholds[1]'], status: 'REVISED' });
  });

  it('is nothing when only the order and the writing differ', () => {
    expect(change('{ kind: ratio }', '{kind:   "ratio"}').status).toBe('UNCHANGED');
  });
});
