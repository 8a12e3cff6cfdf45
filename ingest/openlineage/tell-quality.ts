import { BadUserInput } from '../../platform/errors.ts';
import { type GraphClient, wholeAnswer } from '../../platform/graph-client.ts';
import type { QualityPoint } from '../../subgraphs/metrics/index.ts';
import { isoOf } from '../../vocabulary/duration.ts';

/** Hands figures of the quality of data to whoever measures; resolves once they are durable there. */
export type TellQuality = (points: readonly QualityPoint[]) => Promise<void>;

const RECORD = `mutation RecordDataQuality($figures: [DataQualityInput!]!) { recordDataQuality(figures: $figures) }`;

/** Figures of one mutation, far below what the graph takes at once. */
const FIGURES_AT_ONCE = 1_000;

/**
 * Tells the metrics through the graph, which is the same in one process and in several. Calls that wait at the same time
 * share a mutation, so that a stream of events costs few. @throws GraphUnavailable; BadUserInput when one of the figures is refused
 * for good.
 */
export function tellThroughGraph(graph: GraphClient): TellQuality {
  let waiting: QualityPoint[] = [];
  let next: Promise<void> | null = null;
  let telling: Promise<unknown> = Promise.resolve();
  const send = async () => {
    const figures = waiting.map(figureOf);
    waiting = [];
    next = null;
    for (let from = 0; from < figures.length; from += FIGURES_AT_ONCE)
      await record(graph, figures.slice(from, from + FIGURES_AT_ONCE));
  };
  return (points) => {
    if (points.length === 0) return Promise.resolve();
    waiting.push(...points);
    if (!next) {
      next = telling.then(send, send);
      telling = next;
      // Whoever waits hears of a failure; the chain itself goes on.
      next.catch(() => {});
    }
    return next;
  };
}

async function record(graph: GraphClient, figures: object[]): Promise<void> {
  const answer = await graph.ask(RECORD, { figures });
  const refused = answer.errors?.find(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');
  if (refused) throw new BadUserInput(refused.message);
  wholeAnswer(answer);
}

const figureOf = ({ facet, quantile, asset, time, dimensions, unit, forms }: QualityPoint) => ({
  ...{ facet, quantile, asset, unit, time: isoOf(time), check: dimensions.check ?? null },
  ...Object.assign({}, ...forms),
});
