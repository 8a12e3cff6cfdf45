import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { faultsOfMeaning } from './check-documents.ts';
import { readDocuments } from './read-documents.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../test/graph/apply-catalog/contract-example.yaml'),
  'utf8',
);

function faultsOf(text: string) {
  const { documents, faults } = readDocuments(text);
  return [...faults, ...faultsOfMeaning(documents, () => false)].map(({ field, message }) => `${field}: ${message}`);
}

describe('reading catalog YAML', () => {
  it('takes the contract’s example as it stands', () => {
    expect(faultsOf(example)).toEqual([]);
    expect(readDocuments(example).documents.map(({ document }) => document.kind)).toEqual([
      'Team',
      'MetricDefinition',
      'MetricDefinition',
      'MetricDefinition',
      'Playbook',
      'AssetMetadata',
    ]);
  });

  it('refuses a misspelt field instead of losing it', () => {
    expect(faultsOf(example.replace('minimumSamples: 200', 'minimumSample: 200'))).toEqual([
      'documents[1].spec.minimumSample: "minimumSample" is not a field of spec (line 28)',
    ]);
  });

  it('lists every fault at once, with path, finding, expectation and line', () => {
    const broken = example
      .replace('window: P1D', 'window: daily')
      .replace('timezone: Europe/Berlin', 'timezone: Berlin')
      .replace('unit: ms', 'unit: millis')
      .replace('appliesTo: [FEATURE]', 'appliesTo: [COLUMN]');
    expect(faultsOf(broken)).toEqual([
      'documents[1].spec.window: found "daily", expected an ISO 8601 duration such as P1D or PT5M (line 25)',
      'documents[2].spec.appliesTo[0]: found "COLUMN", expected one of DATASET, FEATURE, JOB, MODEL_VERSION, DEPLOYMENT, SERVICE (line 44)',
      'documents[2].spec.timezone: found "Berlin", expected an IANA time zone such as Europe/Berlin (line 51)',
      'documents[3].spec.unit: found "millis", expected a UCUM unit such as 1, %, ms or By/s (line 65)',
    ]);
  });

  it('names a kind of document that does not exist', () => {
    expect(faultsOf('apiVersion: headwater/v1\nkind: Dashboard\n')).toEqual([
      'documents[0].kind: found "Dashboard", expected one of Team, MetricDefinition, Playbook, AssetMetadata (line 2)',
    ]);
  });

  it('says where YAML itself is broken', () => {
    expect(faultsOf('kind: [Team\n')[0]).toMatch(/^documents\[0\]: .*line 2/);
  });

  it('refuses an empty input', () => {
    expect(faultsOf('# nothing yet\n')).toEqual(['null: the document is empty; expected catalog YAML']);
  });

  it('refuses one name given twice and a playbook that nobody wrote', () => {
    expect(faultsOf(`${example}---${example.split('---')[0]?.replace(/^#.*\n/, '\n')}`)).toEqual([
      expect.stringMatching(/^documents\[6\]\.metadata\.name: Team risk-ml is already in documents\[0\]/),
    ]);
    expect(faultsOf(example.replace('playbook: accuracy-loss', 'playbook: acuracy-loss'))).toEqual([
      expect.stringMatching(/^documents\[1\]\.spec\.playbook: no playbook is named "acuracy-loss"/),
    ]);
  });
});

describe('a policy that cannot work', () => {
  const accuracy = (threshold: string) => faultsOf(example.replace('below: 0.85, clearAbove: 0.87', threshold));
  const latency = (rates: string) =>
    faultsOf(example.replace('objective: 0.99, target: 400, burnRates: [{ factor: 14.4,', rates));

  it.each([
    [
      'clears on the wrong side',
      'below: 0.85, clearAbove: 0.8',
      'thresholds[0].clearAbove: clears at 0.8, which is still below 0.85',
    ],
    [
      'lies below every ratio',
      'below: -1',
      'thresholds[0].below: no value is below -1: values of the method ratio lie in 0..1',
    ],
    ['lies above every ratio', 'above: 1.5', 'thresholds[0].above: no value is above 1.5'],
    ['has two conditions', 'below: 0.85, above: 0.9', 'thresholds[0]: found below and above, expected one of'],
    ['has no condition', 'clearAbove: 0.9', 'thresholds[0]: found no condition, expected one of'],
    ['is a range turned round', 'outside: [0.9, 0.1]', 'thresholds[0].outside: [0.9, 0.1] is not a range'],
  ])('is refused when it %s', (_, threshold, message) => {
    expect(accuracy(threshold)).toEqual([expect.stringContaining(`documents[1].spec.${message}`)]);
  });

  it('is refused when a budget would have to burn faster than all requests failing', () => {
    expect(latency('objective: 0.95, target: 400, burnRates: [{ factor: 21,')).toEqual([
      expect.stringContaining(
        'burnRates[0].factor: no budget burns 21 times too fast: at an objective of 0.95 all requests failing burn 20 times',
      ),
    ]);
  });

  it('is refused when a distance has nothing to be measured from', () => {
    const without = example.replace(/(missing: own-bin[\s\S]*?) {2}baseline: \{[^\n]*\n/, '$1');
    expect(faultsOf(without)).toEqual([
      expect.stringContaining('documents[2].spec.method: a distance is measured from a baseline'),
    ]);
  });
});
