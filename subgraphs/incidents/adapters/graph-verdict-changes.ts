import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Threshold, Verdict } from '../domain/verdict-change.ts';
import type { VerdictChanges } from '../ports/verdict-changes.ts';

const CHANGES = `query IncidentsVerdictChanges($after: String, $first: Int!) {
  verdictChanges(after: $after, first: $first) {
    id cursor name time onset thresholdIndex breached pending value
    metric { id asset { id } }
    verdict { kind since reason sampleSize }
    threshold { audience severity comparison value clearValue for }
  }
}`;

interface Answer {
  verdictChanges: {
    id: string;
    cursor: string;
    name: string;
    time: string;
    onset: string;
    thresholdIndex: number;
    breached: boolean;
    pending: boolean;
    value: number | null;
    metric: { id: string; asset: { id: AssetId } };
    verdict: Omit<Verdict, 'since'> & { since: string };
    threshold: Threshold;
  }[];
}

/** Changes of verdict, from the public graph. */
export const graphVerdictChanges = (graph: GraphClient): VerdictChanges => ({
  async after(cursor, first) {
    const { verdictChanges } = wholeAnswer(await graph.ask<Answer>(CHANGES, { after: cursor, first }));
    return verdictChanges.map(({ metric, name, time, onset, verdict, ...change }) => ({
      ...change,
      metric: { id: metric.id, name, asset: metric.asset.id },
      time: Date.parse(time),
      onset: Date.parse(onset),
      verdict: { ...verdict, since: Date.parse(verdict.since) },
    }));
  },
});
