import { type Between, comparePaths } from './between.ts';

interface Candidate {
  path: number[];
  /** Place of the last asset that it shares with the path it was led away from. */
  parting: number;
}

/**
 * Chains that meet no asset twice, by length then ids: Yen's algorithm, with Lawler's remark that a chain need only be
 * led away at or after the place where it parted itself. Yields null after each search that found none to yield yet.
 */
export function* shortestSimplePaths(graph: Between, maxLength: number): Generator<number[] | null, void> {
  const taken: number[][] = [];
  const candidates: Candidate[] = [];
  const consider = (root: number[], closed: ReadonlySet<number>) => {
    const rest = leastChain(graph, root, closed, maxLength - (root.length - 1));
    if (rest) candidates.push({ path: [...root, ...rest], parting: root.length - 1 });
  };
  consider([graph.from], new Set());
  for (let next = leastOf(candidates); next; next = leastOf(candidates)) {
    const { path, parting } = next;
    taken.push(path);
    yield path;
    for (let place = parting; place < path.length - 1; place += 1) {
      const root = path.slice(0, place + 1);
      const alike = taken.filter((other) => root.every((node, at) => other[at] === node));
      consider(root, new Set(alike.map((other) => other[place + 1] as number)));
      yield null;
    }
  }
}

function leastOf(candidates: Candidate[]): Candidate | undefined {
  let least = 0;
  for (let at = 1; at < candidates.length; at += 1)
    if (comparePaths((candidates[at] as Candidate).path, (candidates[least] as Candidate).path) < 0) least = at;
  return candidates.splice(least, 1)[0];
}

/**
 * The least chain on from the last asset of `root`, its first step not into `closed` and none into `root`: backwards
 * from the end by distance, then forwards along the distances, first id first. Null when there is none within a length.
 */
function leastChain(
  { to, down, up }: Between,
  root: readonly number[],
  closed: ReadonlySet<number>,
  maxLength: number,
): number[] | null {
  const start = root.at(-1) as number;
  const distance = new Map([[to, 0]]);
  const barred = new Set(root);
  const opening = new Set(down[start]?.filter((node) => !closed.has(node) && !barred.has(node)));
  let layer = [to];
  for (let far = 0; layer.length > 0 && far < maxLength; far += 1) {
    if (layer.some((node) => opening.has(node))) break;
    const next: number[] = [];
    for (const node of layer)
      for (const before of up[node] ?? [])
        if (!distance.has(before) && !barred.has(before)) {
          distance.set(before, far + 1);
          next.push(before);
        }
    layer = next;
  }
  const nearest = layer.filter((node) => opening.has(node));
  if (nearest.length === 0 || (distance.get(nearest[0] as number) ?? 0) + 1 > maxLength) return null;
  const chain = [Math.min(...nearest)];
  for (let left = distance.get(chain[0] as number) ?? 0; left > 0; left -= 1) {
    const node = chain.at(-1) as number;
    chain.push(down[node]?.find((head) => distance.get(head) === left - 1) as number);
  }
  return chain;
}
