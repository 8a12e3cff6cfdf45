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

const apply = (text: string, current = new Map<EntryKey, CatalogEntry>()) =>
  applicationOf(
    readDocuments(text).documents.map(({ document }) => document),
    current,
    { author: 'ada', appliedAt: 0, reason: null },
  );

const catalogOf = (entries: CatalogEntry[]) => new Map(entries.map((entry) => [keyOf(entry.document), entry]));

const standing = catalogOf(apply(example).entries);
const accuracyOf = (text: string) =>
  apply(text, standing).definitions.find(({ name }) => name === 'prediction.accuracy');

describe('applying the catalog', () => {
  it('creates what was not known', () => {
    expect(apply(example).definitions.map(({ id, status }) => [id, status])).toEqual([
      ['prediction.accuracy@1', 'CREATED'],
      ['feature.drift.psi@1', 'CREATED'],
      ['serving.latency.p99@1', 'CREATED'],
    ]);
  });

  it('changes nothing when it is applied again', () => {
    const again = apply(example, standing);
    expect(again.entries).toEqual([]);
    expect(again.changes).toEqual([]);
    expect(new Set(again.definitions.map(({ status }) => status))).toEqual(new Set(['UNCHANGED']));
  });

  it('makes a new version under a new fingerprint when the meaning changes', () => {
    const before = accuracyOf(example);
    const after = accuracyOf(example.replace('window: P1D', 'window: P7D'));
    expect([after?.version, after?.status]).toEqual([2, 'NEW_VERSION']);
    expect(after?.fingerprint).not.toBe(before?.fingerprint);
  });

  it('goes on under one fingerprint when only a threshold changes, and says which field did', () => {
    const text = example.replace('below: 0.85', 'below: 0.8');
    expect(accuracyOf(text)).toMatchObject({
      version: 1,
      status: 'REVISED',
      fingerprint: accuracyOf(example)?.fingerprint,
    });
    expect(apply(text, standing).changes).toEqual([
      {
        entity: 'MetricDefinition',
        name: 'prediction.accuracy',
        field: 'spec.thresholds[0].below',
        before: 0.85,
        after: 0.8,
        effect: 'POLICY',
      },
    ]);
  });

  it('gives one meaning one fingerprint, whatever the order of the fields', () => {
    const turned = example.replace(
      '{ kind: pinned, from: 2026-09-01T00:00:00Z, to: 2026-10-01T00:00:00Z }',
      '{ to: 2026-10-01T00:00:00Z, from: 2026-09-01T00:00:00Z, kind: pinned }',
    );
    expect(turned).not.toBe(example);
    expect(accuracyOf(turned)?.status).toBe('UNCHANGED');
  });
});
