import { describe, expect, it } from '@jest/globals';
import { applicationOf } from './apply.ts';
import { faultsOfMeaning } from './check-documents.ts';
import { type Catalog, type CatalogEntry, keyOf } from './entry.ts';
import { readDocuments } from './read-documents.ts';

const AUTHORSHIP = { author: 'ada', appliedAt: 0, reason: null };

const definition = (name: string, more = '', method = '{ kind: count }', source = '{ observations: true }') => `---
apiVersion: headwater/v1
kind: MetricDefinition
metadata: { name: ${name}, title: ${name}, owner: risk }
spec:
  category: ACCURACY
  appliesTo: [DEPLOYMENT]
  unit: "1"
  direction: HIGHER_IS_BETTER
  formula: ${name} of the day
  window: P1D
  method: ${method}
  source: ${source}
${more}
`;

const expression = (name: string, text: string, over: string, more = '') =>
  definition(name, more, `{ kind: expression, expression: "${text}", over: ${over} }`, '{}');

const COUNTS = definition('hits') + definition('misses');
const PRECISION = expression('precision', 'tp / (tp + fp)', '{ tp: hits, fp: misses }');

const EMPTY: Catalog = new Map();

function faultsOf(text: string, catalog: Catalog = EMPTY) {
  const read = readDocuments(text);
  return [...read.faults, ...faultsOfMeaning(read, catalog)].map(
    ({ code, field, message }) => `${code} ${field}: ${message}`,
  );
}

function applied(text: string, catalog: Catalog = EMPTY) {
  expect(faultsOf(text, catalog)).toEqual([]);
  const documents = readDocuments(text).documents.map(({ document }) => document);
  const application = applicationOf(documents, catalog, AUTHORSHIP);
  const entries = application.entries.map((entry): [string, CatalogEntry] => [keyOf(entry.document), entry]);
  return { ...application, catalog: new Map([...catalog, ...entries]) as Catalog };
}

describe('an expression over other definitions', () => {
  it('stands whether its inputs come before it, after it or were there already', () => {
    expect(faultsOf(PRECISION + COUNTS)).toEqual([]);
    expect(faultsOf(PRECISION, applied(COUNTS).catalog)).toEqual([]);
  });

  it.each([
    [
      'does not type-check',
      expression('f1', '2 * tp / (tp + fp)', '{ tp: hits, fp: misses }') + COUNTS,
      /^INVALID documents\[0\]\.spec\.method\.expression: "2 \* tp" does not type-check.*write 2\.0 \* tp \(line 12\)$/,
    ],
    [
      'rests on what nobody defined',
      expression('f1', 'tp', '{ tp: hitz }') + COUNTS,
      /^UNKNOWN_REFERENCE documents\[0\]\.spec\.method\.over\.tp: no definition is named "hitz"; did you mean "hits"\?/,
    ],
    [
      'is computed from itself by way of another',
      expression('a', 'x', '{ x: b }') + expression('b', 'x + y', '{ x: hits, y: a }') + COUNTS,
      /^IMPOSSIBLE_POLICY documents\[0\]\.spec\.method\.over\.x: it would be computed from itself: a -> b -> a/,
    ],
    [
      'has other windows than its inputs',
      expression('f1', 'tp', '{ tp: slow }') + definition('slow').replace('P1D', 'P7D'),
      /over\.tp: slow has the window P7D and the expression P1D; they must be the same/,
    ],
    [
      'begins its days elsewhere than its inputs',
      expression('f1', 'tp', '{ tp: hits }', '  timezone: Europe/Berlin') + definition('hits'),
      /over\.tp: hits has the timezone UTC and the expression Europe\/Berlin/,
    ],
    [
      'applies where its inputs are not',
      expression('f1', 'tp', '{ tp: hits }').replace('[DEPLOYMENT]', '[DEPLOYMENT, SERVICE]') + definition('hits'),
      /over\.tp: hits applies to DEPLOYMENT, not to SERVICE as the expression does/,
    ],
    [
      'rests on a freshness, which is known also of windows in which nothing arrived',
      expression('stale', 'age / 3600.0', '{ age: hits }') + definition('hits', '', '{ kind: freshness }'),
      /^IMPOSSIBLE_POLICY documents\[0\]\.spec\.method\.over\.age: hits is a freshness, .*give hits thresholds of its own/,
    ],
    [
      'has a source of its own',
      definition('f1', '', '{ kind: expression, expression: tp, over: { tp: hits } }') + definition('hits'),
      /spec\.source: an expression is computed from its inputs; leave source out/,
    ],
    [
      'asks for a budget',
      expression(
        'f1',
        'tp',
        '{ tp: hits }',
        '  thresholds: [{ audience: ON_CALL, severity: CRITICAL, objective: 0.9, burnRates: [{ factor: 2, long: P7D, short: P1D }] }]',
      ) + definition('hits'),
      /objective: an objective needs a ratio or a quantile; the method expression counts no good and bad samples/,
    ],
  ])('is refused when it %s', (_, text, message) => {
    expect(faultsOf(text)[0]).toMatch(message);
  });

  it('is refused when it rests on more definitions than a value should cost', () => {
    const names = Array.from({ length: 33 }, (_, index) => `part${index}`);
    const text = expression('all', names.join(' + '), `{ ${names.map((each) => `${each}: ${each}`).join(', ')} }`);
    expect(faultsOf(text + names.map((each) => definition(each)).join(''))).toEqual([
      expect.stringContaining('documents[0].spec.method.over: rests on 33 definitions; the most accepted is 32'),
    ]);
  });

  it('becomes a new version when what an input means changes, and not when the input is only judged otherwise', () => {
    const { catalog } = applied(COUNTS + PRECISION);
    const judged = applied(definition('hits', '  minimumSamples: 50'), catalog);
    expect(judged.definitions.map(({ id, status }) => [id, status])).toEqual([['hits@1', 'REVISED']]);
    const changed = applied(definition('hits').replace('of the day', 'that were confirmed'), catalog);
    expect(changed.definitions.map(({ id, status }) => [id, status])).toEqual([
      ['hits@2', 'NEW_VERSION'],
      ['precision@2', 'NEW_VERSION'],
    ]);
    expect(changed.changes.at(-1)).toEqual({
      entity: 'MetricDefinition',
      name: 'precision',
      field: 'spec.method.over.tp',
      before: 'hits@1',
      after: 'hits@2',
      effect: 'MEANING',
    });
    expect(applied(PRECISION, changed.catalog).entries).toEqual([]);
  });

  it('carries a change of meaning through an expression of an expression', () => {
    const twice = expression('twice', '2.0 * p', '{ p: precision }');
    const { catalog } = applied(COUNTS + PRECISION + twice);
    const changed = applied(definition('misses').replace('of the day', 'seen twice'), catalog);
    expect(changed.definitions.map(({ id }) => id).toSorted()).toEqual(['misses@2', 'precision@2', 'twice@2']);
  });

  it('is not left behind broken by a change of its input', () => {
    const { catalog } = applied(COUNTS + PRECISION);
    const weekly = definition('hits').replace('P1D', 'P7D');
    expect(faultsOf(weekly, catalog)).toEqual([
      expect.stringMatching(
        /^IMPOSSIBLE_POLICY documents\[0\]\.spec: precision is computed from it: hits has the window P7D .*; change both in one input/,
      ),
    ]);
    expect(faultsOf(definition('hits', '', '{ kind: freshness }'), catalog)).toEqual([
      expect.stringMatching(
        /^IMPOSSIBLE_POLICY documents\[0\]\.spec: precision is computed from it: hits is a freshness/,
      ),
    ]);
    const both = (weekly + definition('misses') + PRECISION).replaceAll('P1D', 'P7D');
    expect(applied(both, catalog).definitions.map(({ status }) => status)).toEqual(Array(3).fill('NEW_VERSION'));
  });
});
