import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, 'library');
/** What stands in the library where the owner goes. */
const NOBODY = 'OWNER';

interface Metadata {
  kind: string;
  metadata: { name: string };
  spec: { category?: string; playbook?: string; method?: { over?: Record<string, string> } };
}

/** One ready definition or playbook. */
export interface LibraryDocument {
  kind: string;
  name: string;
  category: string | null;
  /** What must be applied with it or before it, as `<kind> <name>`. */
  needs: string[];
  /** YAML with the comments before it, owned by the team asked for. */
  text: string;
}

/** Every ready definition and playbook, owned by a team. */
export const library = (owner: string): LibraryDocument[] =>
  readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) =>
      documentsOf(readFileSync(join(FOLDER, file), 'utf8').replaceAll(`owner: ${NOBODY}`, `owner: ${owner}`)),
    );

const documentsOf = (text: string): LibraryDocument[] =>
  text.split(/^---\n/m).map((part) => {
    const { kind, metadata, spec } = parse(part) as Metadata;
    const inputs = Object.values(spec.method?.over ?? {}).map((name) => `MetricDefinition ${name}`);
    return {
      kind,
      name: metadata.name,
      category: spec.category ?? null,
      needs: spec.playbook ? [`Playbook ${spec.playbook}`, ...inputs] : inputs,
      text: part,
    };
  });

export const keyOf = ({ kind, name }: LibraryDocument): string => `${kind} ${name}`;

/** The definitions of a category, or all, with everything that they need. */
export function chosen(all: readonly LibraryDocument[], category: string | null): LibraryDocument[] {
  const wanted = new Set(
    all
      .filter((document) => document.category !== null && (category === null || document.category === category))
      .map(keyOf),
  );
  for (const document of all) if (wanted.has(keyOf(document))) for (const key of document.needs) wanted.add(key);
  return all.filter((document) => wanted.has(keyOf(document)));
}
