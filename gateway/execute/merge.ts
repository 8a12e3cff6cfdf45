import type { Tree } from './run.ts';

/**
 * Adds to one object what another subgraph knows of the same thing. Objects and lists of equal length merge deeply;
 * a null never erases what is there, so that the subgraph that failed costs only its own fields.
 */
export function merge(target: Tree, source: Tree): void {
  for (const key in source) {
    const incoming = source[key];
    const present = target[key];
    if (present === undefined || present === null) target[key] = incoming;
    else if (incoming === null || incoming === undefined || incoming === present) continue;
    else if (typeof present !== 'object' || typeof incoming !== 'object') target[key] = incoming;
    else if (!Array.isArray(incoming)) merge(present as Tree, incoming as Tree);
    else if (Array.isArray(present) && present.length === incoming.length) mergeItems(present, incoming);
    else target[key] = incoming;
  }
}

function mergeItems(target: unknown[], source: unknown[]): void {
  for (let index = 0; index < source.length; index++) {
    const incoming = source[index];
    const present = target[index];
    if (incoming === null || incoming === present) continue;
    if (!isObject(present) || !isObject(incoming)) target[index] = incoming;
    else if (Array.isArray(present) && Array.isArray(incoming)) mergeItems(present, incoming);
    else merge(present, incoming);
  }
}

const isObject = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** A copy that shares nothing with what it was made from. */
export function copied<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied) as Value;
  if (!isObject(value)) return value;
  const copy: Tree = {};
  for (const key in value) copy[key] = copied(value[key]);
  return copy as Value;
}
