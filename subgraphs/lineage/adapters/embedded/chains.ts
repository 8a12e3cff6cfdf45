import { type Column, integers } from './columns.ts';

/** Ends a chain. */
export const NONE = -1;

/**
 * Chains of edges: each owner has one a layer, newest edge first, and each edge is in one chain or in none. Every
 * edge of the graph must be added or skipped, in the order of their numbers.
 */
export class Chains {
  private readonly firsts;
  private readonly nexts = integers();

  constructor(layers: number) {
    this.firsts = Array.from({ length: layers }, integers);
  }

  addOwner(): void {
    for (const first of this.firsts) first.push(NONE);
  }

  addEdge(layer: number, owner: number): void {
    const firsts = this.firstsOf(layer);
    const edge = this.nexts.length;
    this.nexts.push(firsts.get(owner));
    firsts.set(owner, edge);
  }

  /** Numbers an edge that is in no chain. */
  skipEdge(): void {
    this.nexts.push(NONE);
  }

  first(layer: number, owner: number): number {
    return this.firstsOf(layer).get(owner);
  }

  next(edge: number): number {
    return this.nexts.get(edge);
  }

  /** All that it is made of, in one order. */
  columns(): Column[] {
    return [...this.firsts, this.nexts];
  }

  private firstsOf(layer: number) {
    return this.firsts[layer] as Column;
  }
}
