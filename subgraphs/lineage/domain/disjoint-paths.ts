import { type Between, comparePaths } from './between.ts';

/** Steps looked at between two pauses. */
const STRIDE = 20_000;

/**
 * As many chains as can be had without sharing a step, at most `most`, together as short as possible: a flow of least
 * cost, raised one chain at a time. Each raise may lead a chain found before another way, so that the greedy choice of
 * the shortest one never blocks two others. Chains longer than `maxLength` are left out; of the flows on the way the
 * one that keeps most chains is taken. (Which is not always the most there are within a length: that question has no
 * fast answer.) Yields null now and then.
 */
export function* disjointPaths(graph: Between, most: number, maxLength: number): Generator<null, number[][]> {
  const flow = graph.down.map(() => new Set<number>());
  let best: number[][] = [];
  for (let raised = 0; raised < most; raised += 1) {
    const steps = yield* cheapestRaise(graph, flow);
    if (!steps) break;
    for (const [tail, head, back] of steps)
      if (back) flow[head]?.delete(tail);
      else flow[tail]?.add(head);
    const within = chainsOf(graph, flow).filter((path) => path.length - 1 <= maxLength);
    if (within.length > best.length) best = within;
  }
  return best.sort(comparePaths);
}

/** A step of a raise: along an edge, or back over one that the flow uses, which takes it out of the flow. */
type Step = [tail: number, head: number, back: boolean];

/** Label correcting, for a step back costs less than nothing; null when the flow cannot be raised. */
function* cheapestRaise({ from, to, down, up }: Between, flow: readonly Set<number>[]): Generator<null, Step[] | null> {
  const cost = new Map([[from, 0]]);
  const arrival = new Map<number, Step>();
  const waiting = new Set([from]);
  let looked = 0;
  for (const tail of waiting) {
    waiting.delete(tail);
    const reach = (head: number, step: number) => {
      const sum = (cost.get(tail) ?? 0) + step;
      if (sum >= (cost.get(head) ?? Number.POSITIVE_INFINITY)) return;
      cost.set(head, sum);
      arrival.set(head, [tail, head, step < 0]);
      if (head !== to) waiting.add(head);
    };
    for (const head of down[tail] ?? []) if (!flow[tail]?.has(head)) reach(head, 1);
    for (const head of up[tail] ?? []) if (flow[head]?.has(tail)) reach(head, -1);
    const before = looked;
    looked += (down[tail]?.length ?? 0) + (up[tail]?.length ?? 0);
    if (Math.floor(looked / STRIDE) > Math.floor(before / STRIDE)) yield null;
  }
  yield null;
  const steps: Step[] = [];
  for (let step = arrival.get(to); step; step = step[0] === from ? undefined : arrival.get(step[0])) steps.push(step);
  return steps.length > 0 ? steps : null;
}

/** A flow of least cost holds no cycle, so following it from the start always ends. */
function chainsOf({ from, to }: Between, flow: readonly Set<number>[]): number[][] {
  const left = flow.map((heads) => [...heads].sort((a, b) => b - a));
  return [...(flow[from] ?? [])].map(() => {
    const path = [from];
    for (let node = from; node !== to; ) {
      node = left[node]?.pop() as number;
      path.push(node);
    }
    return path;
  });
}
