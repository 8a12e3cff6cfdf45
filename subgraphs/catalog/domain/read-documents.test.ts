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
  const read = readDocuments(text);
  return [...read.faults, ...faultsOfMeaning(read, new Map())].map(({ field, message }) => `${field}: ${message}`);
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
      expect.stringMatching(
        /^documents\[1\]\.spec\.minimumSample: found "minimumSample", expected one of category, .*minimumSamples.* \(line 28\)$/,
      ),
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

  it('names the methods there are when one is misspelt', () => {
    expect(faultsOf(example.replace('kind: ratio', 'kind: rate'))).toEqual([
      'documents[1].spec.method.kind: found "rate", expected one of value, count, ratio, mean, quantile, distance, freshness, classification, regression, expression (line 23)',
    ]);
  });

  it('refuses a day that no calendar has', () => {
    expect(faultsOf(example.replace('reviewBy: 2027-02-01', 'reviewBy: 2027-02-31'))).toEqual([
      expect.stringContaining('metadata.reviewBy: found "2027-02-31", expected a day such as 2027-02-01'),
    ]);
  });

  it('does not miss a playbook that is there, though with a fault of its own', () => {
    expect(faultsOf(example.replace('{ title: Look at the first cause,', '{ titel: Look at the first cause,'))).toEqual(
      [
        expect.stringContaining('documents[4].spec.steps[0].title: found nothing'),
        expect.stringContaining(
          'documents[4].spec.steps[0].titel: found "titel", expected one of title, instruction, url',
        ),
      ],
    );
  });

  const expanding = Array.from(
    { length: 9 },
    (_, level) => `a${level}: &a${level} [${Array(10).fill(level === 0 ? 'x' : `*a${level - 1}`)}]`,
  );
  it.each([
    ['an alias that leads nowhere', 'kind: Team\nmetadata: *nobody\n', 'Unresolved alias'],
    ['aliases that multiply', expanding.join('\n'), 'Excessive alias count'],
    ['a value that holds itself', 'kind: Team\nmetadata: &self { name: *self }\n', 'found a value that holds itself'],
    ['endless nesting', '['.repeat(20_000), 'Nested too deeply'],
    ['a tag that YAML does not know', 'kind: !mine Team\n', 'Unresolved tag: !mine'],
    ['bytes that are no text', '\u0000\u0001\u00ff', 'expected a mapping'],
  ])('says what is wrong with %s', (_, text, message) => {
    const faults = faultsOf(text);
    expect(faults.join('\n')).toContain(message);
    expect(faults.length).toBeLessThanOrEqual(10);
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
      'thresholds[0].below: no value is below -1: values of the method ratio in the unit 1 lie in 0..1',
    ],
    ['lies above every ratio', 'above: 1.5', 'thresholds[0].above: no value is above 1.5'],
    ['never clears', 'below: 0.85, clearAbove: 1', 'thresholds[0].clearAbove: never clears: no value is above 1'],
    [
      'asks for more than values can differ',
      'belowBaselineBy: 1.2',
      'thresholds[0].belowBaselineBy: no two values are 1.2 apart',
    ],
    ['has two conditions', 'below: 0.85, above: 0.9', 'thresholds[0]: found below and above, expected one of'],
    ['has no condition', 'clearAbove: 0.9', 'thresholds[0]: found no condition, expected one of'],
    [
      'looks for a change without a baseline to change from',
      'below: 0.85, detector: cusum',
      'thresholds[0].detector: goes with `aboveBaselineBy` and `belowBaselineBy` only',
    ],
    ['is a range turned round', 'outside: [0.9, 0.1]', 'thresholds[0].outside: [0.9, 0.1] is not a range'],
  ])('is refused when it %s', (_, threshold, message) => {
    expect(accuracy(threshold)).toEqual([expect.stringContaining(`documents[1].spec.${message}`)]);
  });

  it('is refused when a budget would have to burn faster than all requests failing', () => {
    expect(latency('objective: 0.95, target: 400, burnRates: [{ factor: 21,')).toEqual([
      expect.stringContaining(
        'burnRates[0].factor: no budget burns more than 21 times too fast: at an objective of 0.95 all requests failing burn 20 times',
      ),
    ]);
  });

  it('is refused when a budget burns that fast only while nothing answers at all, and never faster', () => {
    expect(latency('objective: 0.9, target: 400, burnRates: [{ factor: 10,')).toEqual([
      expect.stringContaining('burnRates[0].factor: no budget burns more than 10 times too fast'),
    ]);
    expect(latency('objective: 0.9, target: 400, burnRates: [{ factor: 9.9,')).toEqual([]);
  });

  it('is refused with each of its faults, not the first alone', () => {
    expect(
      latency('objective: 0.9, target: 400, burnRates: [{ factor: 14, long: PT1M, short: PT1M }, { factor: 4,'),
    ).toEqual([
      expect.stringContaining('burnRates[0].factor: no budget burns more than 14 times too fast'),
      expect.stringContaining('burnRates[0].short: PT1M is shorter than the window PT5M: no window lies within it'),
      expect.stringContaining('burnRates[0].short: PT1M is not shorter than PT1M'),
    ]);
  });

  it('is refused when it asks for a percentile of a method that keeps no sketch', () => {
    expect(faultsOf(example.replace('{ kind: ratio }', '{ kind: mean, q: 0.99 }'))).toEqual([
      expect.stringContaining(
        'spec.method.q: found "q", expected one of kind; only the method quantile keeps the sketch',
      ),
    ]);
    expect(accuracy('objective: 0.9, target: 1, burnRates: [{ factor: 2, long: P7D, short: P1D }]')).toEqual([
      expect.stringContaining(
        'thresholds[0].target: a ratio counts its own bad samples; a target needs the method quantile',
      ),
    ]);
  });

  it('is refused when its samples are fewer than its method can speak of', () => {
    expect(faultsOf(example.replace('minimumSamples: 100', 'minimumSamples: 99'))).toEqual([
      expect.stringContaining(
        'documents[3].spec.minimumSamples: 99 samples say nothing of the 0.99 quantile, which of fewer is their greatest; at least 100 are needed',
      ),
    ]);
    expect(faultsOf(example.replace('minimumSamples: 500', 'minimumSamples: 9'))).toEqual([
      expect.stringContaining('documents[2].spec.minimumSamples: 9 samples say nothing of the method distance'),
    ]);
  });

  it('needs the least samples of its method when it says nothing of them', () => {
    const silent = example.replace(/ {2}minimumSamples: \d+\n/g, '');
    const least = readDocuments(silent).documents.flatMap(({ document }) =>
      document.kind === 'MetricDefinition' ? [document.spec.minimumSamples] : [],
    );
    expect(faultsOf(silent)).toEqual([]);
    expect(least).toEqual([1, 10, 100]);
  });

  it('is refused when a count would have to be judged of fewer samples than it needs', () => {
    const counted = example.replace('{ kind: ratio }', '{ kind: count }').replace('belowBaselineBy', 'aboveBaselineBy');
    expect(faultsOf(counted.replace('below: 0.85, clearAbove: 0.87', 'below: 200'))).toEqual([
      expect.stringContaining(
        'thresholds[0].below: a count below 200 is never judged: its windows have fewer than 200 samples',
      ),
    ]);
    expect(faultsOf(counted.replace('below: 0.85, clearAbove: 0.87', 'below: 201'))).toEqual([]);
  });

  it.each([
    ['{ kind: rolling, length: PT1H }', 'baseline.length'],
    ['{ kind: seasonal, season: P7D, length: P6D }', 'baseline.length'],
    ['{ kind: seasonal, season: PT30H, length: P30D }', 'baseline.season'],
    [
      '{ kind: pinned, from: 2026-10-01T00:00:00Z, to: 2026-09-01T00:00:00Z }',
      'baseline.to: the baseline ends before it begins',
    ],
  ])('is refused when the baseline %s could never hold a window', (baseline, fault) => {
    const text = example.replace(/(accuracy[\s\S]*?)baseline: \{[^\n]*/, `$1baseline: ${baseline}`);
    expect(faultsOf(text)[0]).toContain(`documents[1].spec.${fault}`);
  });

  it('is refused when a distance has nothing to be measured from', () => {
    const without = example.replace(/(missing: own-bin[\s\S]*?) {2}baseline: \{[^\n]*\n/, '$1');
    expect(faultsOf(without)).toEqual([
      expect.stringContaining('documents[2].spec.method: a distance is measured from a baseline'),
    ]);
  });

  it.each([
    ['{ kind: rolling, length: P2D }', 'length: P2D holds fewer than 3 windows of P1D'],
    ['{ kind: rolling, length: P30000D }', 'length: P30000D holds more than 10000 windows of P1D'],
    ['{ kind: seasonal, season: PT36H, length: P56D }', 'season: PT36H is no whole multiple of the window P1D'],
    ['{ kind: seasonal, season: P1M, length: P1Y }', 'season: P1M is not always of one length'],
    ['{ kind: seasonal, season: P7D, length: P14D }', 'length: P14D holds fewer than 3 seasons of P7D'],
    [
      '{ kind: pinned, from: 2026-10-01T00:00:00Z, to: 2026-09-01T00:00:00Z }',
      'to: the baseline ends before it begins',
    ],
  ])('is refused for a baseline of %s', (baseline, message) => {
    const [, accuracy = ''] = example.split('\n---\n');
    const faults = faultsOf(
      accuracy.replace(/baseline: \{.*\}/, `baseline: ${baseline}`).replace(/ {2}playbook: .*\n?/, ''),
    );
    expect(faults).toEqual([expect.stringContaining(`documents[0].spec.baseline.${message}`)]);
  });

  it('is refused when bins are drawn at the deciles of a baseline that moves', () => {
    const [, , drift = ''] = example.split('\n---\n');
    expect(
      faultsOf(drift.replace(/baseline: \{ kind: pinned.*\}/, 'baseline: { kind: rolling, length: P28D }')),
    ).toEqual([
      expect.stringContaining(
        'documents[0].spec.method.bins: the deciles of a rolling baseline change with each window',
      ),
    ]);
  });

  it('is none where a ratio is in per cent, or one count per another', () => {
    const share = accuracyIn('"%"', 'below: 85, clearAbove: 90');
    expect(share).toEqual([]);
    expect(accuracyIn('"%"', 'above: 100')).toEqual([expect.stringContaining('in the unit % lie in 0..100')]);
    expect(accuracyIn('"{request}/s"', 'above: 250')).toEqual([]);
  });

  const accuracyIn = (unit: string, threshold: string) =>
    faultsOf(
      example
        .replace('unit: "1"                     # UCUM', `unit: ${unit}`)
        .replace('below: 0.85, clearAbove: 0.87', threshold)
        .replace('belowBaselineBy: 0.03', 'belowBaselineBy: 0.5'),
    );
});

describe('a source that cannot bring a measurement', () => {
  const sourced = (source: string) => faultsOf(example.replace('source: { observations: true }', `source: ${source}`));

  it.each([
    [
      'names nothing',
      '{}',
      'source: nothing is measured; expected observations: true, otlp, prometheus or openlineage',
    ],
    [
      'makes no asset id',
      '{ otlp: { instrument: a, asset: "deploymnt/{env}/{name}" } }',
      'source.otlp.asset: "deploymnt/{env}/{name}" makes no asset id',
    ],
    [
      'makes another kind of asset',
      '{ prometheus: { metric: a, asset: "job/{env}/{name}" } }',
      'source.prometheus.asset: makes a JOB, and spec.appliesTo is MODEL_VERSION, DEPLOYMENT',
    ],
    [
      'takes of OpenLineage what is told of fields',
      '{ openlineage: { facet: nullShare } }',
      'source.openlineage.facet: nullShare is told of FEATURE, and spec.appliesTo is MODEL_VERSION, DEPLOYMENT',
    ],
    [
      'takes a quantile and does not say which',
      '{ openlineage: { facet: quantile } }',
      'source.openlineage.quantile: which quantile is missing, such as quantile: 0.5',
    ],
    [
      'scales a ratio of which it says the numerator',
      '{ otlp: { instrument: a, scale: 2, asset: "deployment/{env}/{name}", numerator: { error.type: "*" } } }',
      'source.otlp.scale: numerator and denominator are in one unit; leave it out',
    ],
    ['counts rows for a ratio', '{ observations: true, profile: rows }', 'source.profile: rows needs the method count'],
    [
      'profiles fields where none are meant',
      '{ observations: true, profile: missing }',
      'source.profile: missing needs FEATURE in spec.appliesTo',
    ],
  ])('is refused when it %s', (_, source, message) => {
    expect(sourced(source)).toEqual([expect.stringContaining(`documents[1].spec.${message}`)]);
  });

  it('is refused when it says of what is no ratio which points are its numerator', () => {
    const source = '{ prometheus: { metric: a, asset: "deployment/{env}/{name}", numerator: { code: "5*" } } }';
    const counted = example.replace('method: { kind: ratio }', 'method: { kind: count }');
    expect(faultsOf(counted.replace('source: { observations: true }', `source: ${source}`))).toContainEqual(
      expect.stringContaining('source.prometheus.numerator: needs the method ratio, and spec.method is count'),
    );
  });

  it('is refused when a file would have to know the baseline’s deciles', () => {
    const drift = example.replace(
      'epsilon: 0.0001 }\n  source: { observations: true }',
      'epsilon: 0.0001 }\n  source: { observations: true, profile: bins }',
    );
    expect(faultsOf(drift)).toEqual([
      expect.stringContaining('source.profile: bins needs the method distance with bins'),
    ]);
  });
});
