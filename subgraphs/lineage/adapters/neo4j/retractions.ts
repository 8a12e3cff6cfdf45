/**
 * What stewards retract, told to walks: a walk judges each relationship by itself, so the spans over which an edge is
 * retracted stand on every relationship of that edge, as flat lists: `retracted` holds validFrom and validTo of those
 * known now, `retractedEver` also when each was recorded and superseded.
 */
import { edgeKeyOf } from '../../domain/edge.ts';
import type { EdgeKey } from '../../domain/statement.ts';
import type { Query } from './session.ts';

/** A predicate of a walk: nobody retracts `feeds` at `$asOf`, as known now or at `$knownAt`. */
export const notRetracted = (ever: boolean): string =>
  ever
    ? `(feeds.retractedEver IS NULL OR none(at IN range(0, size(feeds.retractedEver) - 1, 4)
        WHERE feeds.retractedEver[at] <= $asOf AND $asOf < feeds.retractedEver[at + 1]
          AND feeds.retractedEver[at + 2] <= $knownAt AND $knownAt < feeds.retractedEver[at + 3]))`
    : `(feeds.retracted IS NULL OR none(at IN range(0, size(feeds.retracted) - 1, 2)
        WHERE feeds.retracted[at] <= $asOf AND $asOf < feeds.retracted[at + 1]))`;

/** Brings those lists up to date on every relationship of the edges of which these spans were written or removed. */
export async function showRetractions(
  query: Query,
  spans: readonly (EdgeKey & { retracted: boolean })[],
): Promise<void> {
  // Where the last retraction was just taken back none is left to count, but edges still tell of it.
  if (!spans.some(({ retracted }) => retracted) && !(await anyRetracts(query))) return;
  const asked = new Map(spans.map(({ from, to, role }) => [edgeKeyOf({ from, to, role }), { from, to, role }]));
  await query(
    `UNWIND $asked AS asked MATCH (from:Asset {id: asked.from}) MATCH (to:Asset {id: asked.to})
     CALL (from, to, asked) {
       OPTIONAL MATCH (from)-[retracts:RETRACTS|RETRACTS_SUPERSEDED]->(to) WHERE retracts.role = asked.role
       WITH retracts ORDER BY retracts.validFrom
       RETURN collect(retracts) AS spans
     }
     WITH from, to, asked, spans, [span IN spans WHERE span.supersededAt IS NULL] AS current
     MATCH (from)-[feeds:FEEDS|FEEDS_COLUMN|FEEDS_SUPERSEDED|FEEDS_COLUMN_SUPERSEDED]->(to) WHERE feeds.role = asked.role
     SET feeds.retracted = CASE current WHEN [] THEN null
           ELSE reduce(flat = [], span IN current | flat + [span.validFrom, span.validTo]) END,
         feeds.retractedEver = CASE spans WHEN [] THEN null
           ELSE reduce(flat = [], span IN spans | flat +
             [span.validFrom, span.validTo, span.recordedAt, coalesce(span.supersededAt, ${Number.MAX_SAFE_INTEGER})]) END`,
    { asked: [...asked.values()] },
  );
}

/** Both counts are kept by the database: without retractions nothing is looked up. */
async function anyRetracts(query: Query): Promise<boolean> {
  const [known] = await query<{ count: number }>(
    `CALL () { MATCH ()-[retracts:RETRACTS]->() RETURN count(retracts) AS now }
     CALL () { MATCH ()-[retracts:RETRACTS_SUPERSEDED]->() RETURN count(retracts) AS before }
     RETURN now + before AS count`,
  );
  return Boolean(known?.count);
}
