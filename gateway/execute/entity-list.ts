import type { EntityBatchAlias } from '@graphql-hive/router-query-planner';
import { getOperationAST } from 'graphql';
import type { Asking } from './ask.ts';
import type { Graph } from './compile-plan.ts';
import { errorAt } from './failure.ts';
import { compileFlattenPath, fieldsOf, placesAt } from './flatten-path.ts';
import { copied, merge } from './merge.ts';
import { compileRepresentation, identityOf } from './representation.ts';
import { compileRewrites, renamedKeys } from './rewrite.ts';
import { type AnswerError, isTree, type Path, type Run, type Tree } from './run.ts';
import { fieldsIn, fragmentsOf, responseKey } from './selection.ts';

/** What is sent in one variable: each representation once. Several lists may share a variable. */
export interface Sent {
  representations: Tree[];
  positions: Map<string, number>;
}

/** An object of the answer that waits for what a subgraph knows of it. */
interface Awaited {
  entity: Tree;
  /** Of its representation among those sent. */
  position: number;
  /** Which of the list's paths leads to it. */
  path: number;
}

export type Waiting = Awaited[];

/** One list of entities of a fetch: where they are in the answer, what to send for them, what to do with what comes. */
export interface EntityList {
  /** Field of the subgraph's answer. */
  key: string;
  variable: string;
  collect(data: Tree, sent: Sent): Waiting;
  /** Whether what came was a list of entities. */
  deliver(entities: unknown, waiting: Waiting): boolean;
  /** Places an error of one entity wherever that entity stands. */
  place(run: Run, error: AnswerError, waiting: Waiting): void;
  /** Places an error that stands for all entities at each field that was to come. */
  placeEverywhere(run: Run, error: AnswerError, waiting: Waiting): void;
}

/** So many places at most have an error of their own when a whole fetch failed; the last one counts the rest. */
const MOST_PLACES = 100;

export function entityListOf(alias: EntityBatchAlias, { document, subgraph }: Asking, graph: Graph): EntityList {
  const { alias: key, representationsVariableName: variable, paths } = alias;
  const { isOfType } = graph;
  const walks = paths.map((path) => compileFlattenPath(path, isOfType));
  const represent = compileRepresentation(alias.requires, isOfType);
  const rewriteInput = compileRewrites(alias.inputRewrites, isOfType);
  const rewriteOutput = compileRewrites(alias.outputRewrites, isOfType);
  const renamed = renamedKeys(alias.outputRewrites);

  const fragments = fragmentsOf(document);
  const root = [...fieldsIn(getOperationAST(document)?.selectionSet, fragments)].find(
    (field) => responseKey(field) === key,
  );
  const brought = [...new Set([...fieldsIn(root?.selectionSet, fragments)].map(responseKey))];

  /** Places of the answer that wait, with the response keys that are to come there. */
  function* placesOf(data: Tree, waiting: Waiting): Generator<{ awaited: Awaited; path: Path; keys: string[] }> {
    const byEntity = new Map(waiting.map((awaited) => [awaited.entity, awaited]));
    for (const path of paths) {
      const selected = graph.selectedAt(fieldsOf(path));
      const keys = brought.map((each) => renamed.get(each) ?? each).filter((each) => selected.has(each));
      for (const place of placesAt(data, path, isOfType)) {
        const awaited = byEntity.get(place.entity);
        if (awaited) yield { awaited, path: place.path, keys };
      }
    }
  }

  return {
    key,
    variable,
    collect(data, { representations, positions }) {
      const waiting: Waiting = [];
      for (const [path, walk] of walks.entries())
        walk(data, (entity) => {
          const representation = represent(entity);
          if (!representation) return;
          rewriteInput?.(representation);
          const identity = identityOf(representation);
          let position = positions.get(identity);
          if (position === undefined) {
            position = representations.push(representation) - 1;
            positions.set(identity, position);
          }
          waiting.push({ entity, position, path });
        });
      return waiting;
    },
    deliver(entities, waiting) {
      if (!Array.isArray(entities)) return false;
      rewriteOutput?.(entities);
      // Objects at one path get the same further fields, so they may share what comes; those at another path may not.
      for (const { entity, position, path } of waiting) {
        const known = entities[position];
        if (isTree(known)) merge(entity, path === 0 ? known : copied(known));
      }
      return true;
    },
    place(run, error, waiting) {
      const [, position, ...rest] = error.path ?? [];
      const tail = rest.map((part) => renamed.get(part as string) ?? part);
      for (const { awaited, path } of placesOf(run.data, waiting))
        if (awaited.position === position) run.errors.push(errorAt(error, [...path, ...tail], subgraph));
    },
    placeEverywhere(run, error, waiting) {
      const all = [...placesOf(run.data, waiting)].flatMap(({ path, keys }) =>
        keys.length > 0 ? keys.map((each) => [...path, each]) : [path],
      );
      for (const path of all.slice(0, MOST_PLACES)) run.errors.push(errorAt(error, path, subgraph));
      const more = all.length - MOST_PLACES;
      const last = run.errors.at(-1);
      if (more > 0 && last)
        run.errors[run.errors.length - 1] = { ...last, message: `${last.message} (and at ${more} more places)` };
    },
  };
}
