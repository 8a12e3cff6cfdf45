import { describe, expect, it } from '@jest/globals';
import { CHURN, day } from '../../subgraphs/incidents/domain/fixtures.contract.ts';
import { caseGapOf, labelledCaseOf } from '../../subgraphs/incidents/domain/post-mortem/labelled-case.ts';
import type { Confirmation } from '../../subgraphs/incidents/domain/post-mortem/post-mortem.ts';
import type { MeasuredSeries } from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { gridValues } from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { datasetId, featureId, jobId } from '../../vocabulary/asset-id.ts';
import { estateCase } from './estates/estate-case.ts';
import { readLabelledCases } from './labelled-case.ts';
import { answerOf, closureOf, type ScenarioCase } from './scenario-case.ts';

const one = estateCase('schema change', 'small', 1);

const confirmation = ({ causes }: ScenarioCase): Confirmation => ({
  ...{ causes: causes.map((assets) => ({ assets, answeredRank: 1 })), origin: 'DATA', note: 'It was retyped.' },
  ...{ by: 'ana', at: day(3), alert: 'alert/1', answered: null, evidence: [], caseGap: null },
});
const knownOf = (one: ScenarioCase) => ({ closure: closureOf(one), series: one.series, changes: one.changes });

describe('a case that a post-mortem labels', () => {
  it.each(['schema change', 'model swap', 'two causes at once', 'no cause recorded'] as const)(
    'is read as it was confirmed, and answered as it was: %s',
    (kind) => {
      const asked = estateCase(kind, 'small', 1);
      const { document } = labelledCaseOf('incident/1', asked.question, knownOf(asked), confirmation(asked));
      const [read] = readLabelledCases(JSON.stringify(document), 'cases.ndjson');
      if (!read) throw new Error('no case was read');
      expect(read).toMatchObject({ id: 'alert/1', question: asked.question, causes: asked.causes, origins: ['DATA'] });
      expect(answerOf(read)).toEqual(answerOf(asked));
    },
  );

  it('keeps how the rows of a dataset feed a feature of it', () => {
    const [feature, source] = [featureId('warehouse', 'orders', 'amount'), datasetId('shop', 'tills')];
    const [dataset, job] = [datasetId('warehouse', 'orders'), jobId('pipeline', 'load')];
    const edges: ScenarioCase['edges'] = [
      { from: source, to: job, role: 'READS' },
      { from: job, to: dataset, role: 'WRITES' },
      { from: dataset, to: feature, role: 'PART_OF' },
    ];
    const question = { ...one.question, asset: feature };
    const series = [{ ...(one.series[0] as MeasuredSeries), asset: feature, metric: question.metric }];
    const closure = closureOf({ question, edges });
    const { document } = labelledCaseOf('incident/1', question, { closure, series, changes: [] }, confirmation(one));
    const [read] = readLabelledCases(JSON.stringify(document), 'cases.ndjson');
    expect(read && closureOf(read)).toEqual(closure);
    expect(closure.edges).toContainEqual({ from: job, to: feature, role: 'WRITES' });
  });

  it('is none where nothing is left of what was asked about, or of what was normal for it', () => {
    const known = knownOf(one);
    const { metric, asset } = one.question;
    const without = (part: 'recent' | 'baseline') => ({
      ...known,
      series: known.series.map((each) =>
        each.metric === metric && each.asset === asset
          ? { ...each, [part]: { ...each[part], values: gridValues([null]) } }
          : each,
      ),
    });
    expect(caseGapOf(one.question, known)).toBeNull();
    expect(caseGapOf(one.question, { ...known, series: [] })).toContain('around the alert are no longer kept');
    expect(caseGapOf(one.question, without('recent'))).toContain('around the alert are no longer kept');
    expect(caseGapOf(one.question, without('baseline'))).toContain('the baseline of');
    expect(caseGapOf({ ...one.question, asset: CHURN }, known)).toContain('churn');
  });
});
