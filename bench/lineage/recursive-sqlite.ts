import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { LineageStore } from '../../subgraphs/lineage/ports/lineage-store.ts';
import { randomFrom } from '../../test/random.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { percentile, rounded } from '../report.ts';
import { dataset, hub } from './estate.ts';
import { NOW } from './questions.ts';

type Direction = 'upstream' | 'downstream';

/**
 * The walks of a store again as SQLite's recursive queries, over a copy of its edges with an index for each direction.
 * Answers are compared wherever the limit cut nothing off.
 */
export async function recursiveSqlite(
  directory: string,
  store: LineageStore,
  assets: number,
  questions: number,
  limit: number,
) {
  const database = new Database(join(directory, 'peer.sqlite'));
  database.exec(`
    attach '${join(directory, 'lineage.sqlite')}' as kept;
    create table nodes as select node, id from kept.assets;
    create unique index node_of_id on nodes (id);
    create unique index id_of_node on nodes (node, id);
    create table edges as select from_node, to_node, valid_from, coalesce(valid_to, 9007199254740991) as valid_to from kept.edges;
    create index edges_up on edges (to_node, valid_from, valid_to, from_node);
    create index edges_down on edges (from_node, valid_from, valid_to, to_node);
    detach kept;
    analyze;`);
  const random = randomFrom(21);
  const p99 = {} as Record<Direction, number>;
  const figures = {} as Record<Direction, { p50: number; p99: number }>;
  let answersEqual = true;
  for (const direction of ['upstream', 'downstream'] as const) {
    const statement = database.prepare<[string, number, number, number], { id: AssetId }>(queryOf(direction));
    const times: number[] = [];
    for (let asked = 0; asked < questions; asked += 1) {
      const start =
        direction === 'downstream' && random() < 0.5
          ? hub(Math.floor(random() * 20))
          : dataset(Math.floor(random() * (assets / 2)));
      const begun = performance.now();
      const theirs = statement.all(start, NOW, NOW, limit + 1).map(({ id }) => id);
      times.push(performance.now() - begun);
      const ours = await store.walk({
        ...{ start, direction, limit, depth: 1_000, asOf: NOW },
        ...{ columns: false, deadline: Date.now() + 60_000 },
      });
      const whole = ours.completeness === 'COMPLETE';
      answersEqual &&= whole
        ? digestOf(ours.found.map(({ id }) => id)) === digestOf(theirs.filter((id) => id !== start))
        : theirs.length > limit;
    }
    p99[direction] = percentile(times, 0.99);
    figures[direction] = { p50: rounded(percentile(times, 0.5)), p99: rounded(p99[direction]) };
  }
  database.close();
  return { figures, p99, answersEqual };
}

const digestOf = (ids: readonly string[]): string =>
  createHash('sha256').update(ids.toSorted().join('\n')).digest('hex');

const queryOf = (direction: Direction): string => {
  const [near, far] = direction === 'upstream' ? ['to_node', 'from_node'] : ['from_node', 'to_node'];
  return `with recursive met(node) as (
      select node from nodes where id = ?
      union
      select edges.${far} from met join edges on edges.${near} = met.node where edges.valid_from <= ? and ? < edges.valid_to
      limit ?
    ) select nodes.id from met join nodes using (node)`;
};
