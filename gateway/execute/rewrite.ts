import type { FetchNodePathSegment, FetchRewrite, KeyRenamer, ValueSetter } from '@graphql-hive/router-query-planner';
import type { IsOfType } from './representation.ts';
import { isTree, type Tree } from './run.ts';

/** Changes data in place. */
export type Rewrite = (data: unknown) => void;

/** Compiles the renamings of keys and settings of values that a plan asks for around a fetch. */
export function compileRewrites(
  rewrites: readonly FetchRewrite[] | null | undefined,
  isOfType: IsOfType,
): Rewrite | null {
  if (!rewrites?.length) return null;
  const steps = rewrites.map((rewrite) => {
    const renamer = renamerOf(rewrite);
    if (renamer) return alongPath(renamer.path, (parent, key) => rename(parent, key, renamer.renameKeyTo), isOfType);
    const { path, setValueTo } = setterOf(rewrite);
    return alongPath(path, (parent, key) => set(parent, key, setValueTo), isOfType);
  });
  return (data) => {
    for (const step of steps) step(data);
  };
}

/** Keys that the planner made up, each with the key that it stands for in the response. */
export function renamedKeys(rewrites: readonly FetchRewrite[] | null | undefined): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const renamer = renamerOf(rewrite);
    const last = renamer?.path.at(-1);
    if (renamer && last && 'Key' in last) renamed.set(last.Key, renamer.renameKeyTo);
  }
  return renamed;
}

const renamerOf = (rewrite: FetchRewrite): KeyRenamer | null => ('KeyRenamer' in rewrite ? rewrite.KeyRenamer : null);

const setterOf = (rewrite: FetchRewrite): ValueSetter =>
  'ValueSetter' in rewrite ? rewrite.ValueSetter : (rewrite as ValueSetter);

function alongPath(
  [segment, ...rest]: readonly FetchNodePathSegment[],
  act: (parent: Tree, key: string) => void,
  isOfType: IsOfType,
): Rewrite {
  if (!segment) return () => {};
  const last = rest.length === 0;
  const next = alongPath(rest, act, isOfType);
  return function step(data) {
    if (Array.isArray(data)) for (const item of data) step(item);
    else if (!isTree(data)) return;
    else if ('Key' in segment) last ? act(data, segment.Key) : next(data[segment.Key]);
    else if (data.__typename === undefined || segment.TypenameEquals.some((type) => isOfType(data.__typename, type)))
      next(data);
  };
}

function rename(parent: Tree, from: string, to: string): void {
  if (!(from in parent)) return;
  parent[to] = parent[from];
  delete parent[from];
}

function set(parent: Tree, key: string, value: string): void {
  parent[key] = value;
}
