import type { Facet } from '../../subgraphs/lineage/index.ts';
import type { FacetReader } from './facets.ts';
import { foundOnce } from './seen.ts';

/** The largest facet that is kept as sent, in bytes as JSON. */
const LARGEST_FACET = 1_000_000;

const bytesOf = foundOnce((value: object) => Buffer.byteLength(JSON.stringify(value)));

/** Every facet as its producer sent it, known or not; one that was deleted has the value null. */
export function facetsAsSent(
  facets: Record<string, unknown> | null | undefined,
  place: string,
  reader: FacetReader,
): Facet[] {
  return Object.entries(facets ?? {}).flatMap(([name, value]): Facet[] => {
    if (value === null || reader.isWrong(facets, name, place)) return [];
    if (typeof value !== 'object' || Array.isArray(value)) {
      reader.warnings.push(`${place}.${name}: expected an object; the facet was left out`);
      return [];
    }
    if ((value as { _deleted?: unknown })._deleted === true) return [{ name, value: null }];
    const size = bytesOf(value);
    if (size <= LARGEST_FACET) return [{ name, value }];
    reader.warnings.push(
      `${place}.${name}: ${size} bytes as JSON; the most that is kept as sent is ${LARGEST_FACET}, so its copy was left out`,
    );
    return [];
  });
}
