import { print, styled, table, tell } from '../output.ts';
import type { Applied, Change } from './apply-catalog.ts';

const EFFECTS: Record<string, Parameters<typeof styled>[0]> = { MEANING: 'red', POLICY: 'yellow' };

/** Prints what became of each definition, then what changed in each document. */
export function printApplied({ definitions, changes, overlaps }: Applied): void {
  if (definitions.length > 0)
    print(
      table(
        ['definition', 'version', 'status'],
        definitions.map(({ name, version, status }) => [name, `${version}`, status]),
      ),
    );
  const isNew = ({ effect }: Change) => effect === 'CREATED';
  for (const [document, made] of byDocument(changes.filter(isNew)))
    if (made[0]?.entity !== 'MetricDefinition') print(`${document}: new`);
  for (const [document, made] of byDocument(changes.filter((change) => !isNew(change)))) {
    print(`\n${styled('bold', document)}`);
    printChanges(made);
  }
  for (const { message, existing } of overlaps)
    tell(`warning: ${message}; see \`headwater catalog show ${existing}\` before there are two of one thing`);
}

/** One line a change: what it touches, where, and from what to what. */
export function printChanges(changes: readonly Change[]): void {
  const width = Math.max(...changes.map(({ effect }) => effect.length));
  for (const { effect, field, before, after } of changes) {
    const word = effect.toLowerCase().padEnd(width);
    print(`  ${EFFECTS[effect] ? styled(EFFECTS[effect], word) : word}  ${field}  ${short(before)} -> ${short(after)}`);
  }
}

/** What a change of meaning brings with it, said once for all of them; null when none changed. */
export function consequenceOf({ definitions }: Applied): string | null {
  const renewed = definitions.filter(({ status }) => status === 'NEW_VERSION').map(({ name }) => name);
  return renewed.length === 0
    ? null
    : `${renewed.join(', ')}: new meaning, so that measurements made before are kept under the old version and not compared`;
}

function byDocument(changes: readonly Change[]): Map<string, Change[]> {
  const documents = new Map<string, Change[]>();
  for (const change of changes) {
    const document = `${change.entity} ${change.name}`;
    documents.set(document, [...(documents.get(document) ?? []), change]);
  }
  return documents;
}

const LONGEST = 80;

function short(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
