import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { shiftToYesterday } from '../shift.ts';
import { MISSING } from './bins.ts';
import { type Messages, messages } from './estate.ts';
import type { ObservationLine } from './observations.ts';
import type { LineageEvent } from './openlineage.ts';

const NOW = Date.parse('2026-11-23T15:00:00Z');
const shift = shiftToYesterday(NOW);

interface Month {
  month: string;
  n: number;
  n_labelled: number;
  positives: number;
  precision: number;
  recall: number;
  brier: number;
  psi: Record<string, number>;
}

const summary: Month[] = JSON.parse(readFileSync(new URL('../data/monthly_summary.json', import.meta.url), 'utf8'));

let year: Messages[];
let events: LineageEvent[];
let observations: ObservationLine[];

beforeAll(() => {
  year = [...messages(shift, null)];
  events = year.flatMap((day) => day.events);
  observations = year.flatMap((day) => day.observations);
});

const originalMonth = (line: ObservationLine): string =>
  new Date(Date.parse(line.time) - 1 - shift.days * 86_400_000).toISOString().slice(0, 7);

const of = (metric: string, asset: string, month: string): ObservationLine[] =>
  observations.filter((line) => line.metric === metric && line.asset.endsWith(asset) && originalMonth(line) === month);

const sum = (lines: ObservationLine[], component: string): number =>
  lines.reduce((total, line) => total + Number(line[component]), 0);

const sumBins = (lines: ObservationLine[]): Record<string, number> => {
  const total: Record<string, number> = {};
  for (const { bins } of lines)
    for (const [bin, count] of Object.entries(bins as Record<string, number>)) total[bin] = (total[bin] ?? 0) + count;
  return total;
};

describe('the estate’s events', () => {
  it('are OpenLineage as its schemas say', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: true });
    formats.default(ajv);
    const read = (file: string) =>
      JSON.parse(readFileSync(new URL(`../../ingest/openlineage/schemas/${file}`, import.meta.url), 'utf8'));
    ajv.addSchema(read('OpenLineage.json'));
    for (const file of readdirSync(new URL('../../ingest/openlineage/schemas/facets/', import.meta.url)))
      if (file.endsWith('.json')) ajv.addSchema(read(`facets/${file}`));
    const isRunEvent = ajv.getSchema('https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent');
    const faults = events.flatMap((event) => (isRunEvent?.(event) ? [] : [{ event, errors: isRunEvent?.errors }]));
    expect(faults).toEqual([]);
    const facets = new Map<string, object>();
    JSON.stringify(events, (_, value) => {
      if (value?._schemaURL) facets.set(`${value._schemaURL} ${Object.keys(value)}`, value);
      return value;
    });
    for (const facet of facets.values()) {
      const schemaURL = (facet as { _schemaURL: string })._schemaURL;
      expect(ajv.getSchema(schemaURL)?.(facet) ? null : schemaURL).toBeNull();
    }
  });

  it('have happened by midnight of the last day', () => {
    const last = events
      .map(({ eventTime }) => eventTime)
      .toSorted()
      .at(-1);
    expect(last?.slice(0, 10)).toBe('2026-11-22');
  });

  it('count the weather rows that came on the last two days: 41, then none', () => {
    const rows = year.slice(-2).map(({ events }) => {
      const written = events.find(
        ({ eventType, job }) => eventType === 'COMPLETE' && (job as { name: string }).name === 'ingest_weather',
      ) as unknown as { outputs: { outputFacets: { outputStatistics: { rowCount: number } } }[] };
      return written.outputs[0]?.outputFacets.outputStatistics.rowCount;
    });
    expect(rows).toEqual([41, 0]);
  });
});

describe('the estate’s observations', () => {
  it.each(summary)(
    'count in $month what scikit-learn counted',
    ({ month, n, n_labelled, positives, precision, recall, brier }) => {
      const production = 'deployment/prod/flight-delay';
      expect(sum(of('serving.requests', production, month), 'value')).toBe(n);
      const accuracy = of('prediction.accuracy', production, month);
      expect(sum(accuracy, 'denominator')).toBe(n_labelled);
      const truePositives = recall * positives;
      const falsePositives = truePositives / precision - truePositives;
      const correct = n_labelled - falsePositives - (positives - truePositives);
      expect(Math.abs(sum(accuracy, 'numerator') - correct)).toBeLessThan(0.001 * n_labelled);
      const errors = of('prediction.brier', 'flight-delay/1', month);
      expect(sum(errors, 'sum') / sum(errors, 'count')).toBeCloseTo(brier, 4);
    },
  );

  it.each(['temp', 'dewp', 'visib', 'pressure', 'hour', 'dest', 'carrier'])(
    'put %s into bins that give SciPy’s population stability index, month by month',
    (feature) => {
      const baseline = sumBins([
        ...of('feature.drift.psi', `/${feature}`, '2013-01'),
        ...of('feature.drift.psi', `/${feature}`, '2013-02'),
      ]);
      for (const { month, psi } of summary)
        expect(psiOf(sumBins(of('feature.drift.psi', `/${feature}`, month)), baseline)).toBeCloseTo(
          psi[feature] ?? 0,
          2,
        );
    },
  );

  it('report accuracy by the hour on the last two days, mostly with the trace of a wrong answer', () => {
    const hourly = observations.filter(
      ({ metric, duration }) => metric === 'prediction.accuracy' && duration === 'PT1H',
    );
    expect(hourly.length).toBeGreaterThan(50);
    const spans = new Set(
      JSON.stringify(year.slice(-2).map(({ traces }) => traces)).match(/(?<="traceId":")[0-9a-f]{32}/g),
    );
    const exemplars = hourly.flatMap(({ traceId }) => (traceId ? [String(traceId)] : []));
    expect(exemplars.length).toBeGreaterThan(40);
    expect(exemplars.filter((traceId) => !spans.has(traceId))).toEqual([]);
  });
});

it('takes the weather of two days away at its source, and says nothing of what the model would have answered', () => {
  const faulty = [...messages(shift, 'late-weather')];
  const lines = (days: Messages[], metric: string) =>
    days.slice(-6).map(({ observations }) => observations.filter((line) => line.metric === metric));
  const completeness = lines(faulty, 'source.completeness').map(([line]) => line?.numerator);
  const before = lines(year, 'source.completeness').map(([line]) => line?.numerator);
  expect(completeness).toEqual([0, 0, ...before.slice(2)]);
  expect(lines(faulty, 'prediction.accuracy').map((day) => day.length === 0)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(lines(faulty, 'serving.requests')).toEqual(lines(year, 'serving.requests'));
  expect(JSON.stringify(faulty.slice(0, -6))).toBe(JSON.stringify(year.slice(0, -6)));
  const rowsOnTheThird = JSON.stringify(faulty.at(-4)?.events).match(/"rowCount":(\d+)/g)?.[1];
  expect(rowsOnTheThird).toBe(`"rowCount":${53 + 53 + 55}`);
});

/** The textbook sum, over the union of the bins; a share of zero counts as 0.0001. */
function psiOf(current: Record<string, number>, baseline: Record<string, number>): number {
  const total = (bins: Record<string, number>) => Object.values(bins).reduce((a, b) => a + b, 0);
  const share = (bins: Record<string, number>, bin: string) => (bins[bin] ?? 0) / total(bins) || 0.0001;
  return [...new Set([...Object.keys(current), ...Object.keys(baseline), MISSING])].reduce((psi, bin) => {
    const [p, q] = [share(current, bin), share(baseline, bin)];
    return psi + (p - q) * Math.log(p / q);
  }, 0);
}
