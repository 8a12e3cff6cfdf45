import { BadUserInput } from '../../../platform/errors.ts';
import { type CatalogChange, changesBetween } from '../domain/change.ts';
import type { DefinitionEntry } from '../domain/entry.ts';
import type { CatalogLoaders } from '../loaders.ts';

/** Whether measurements of two versions are of the same thing, and if not by which fields they differ. */
export interface DefinitionComparison {
  one: DefinitionEntry;
  other: DefinitionEntry;
  comparable: boolean;
  /** From the one to the other, of meaning only; empty exactly when they are comparable. */
  differences: CatalogChange[];
}

/** Compares two versions, each `<name>@<version>`. @throws BadUserInput for one that there is not. */
export async function compareDefinitions(
  { definition }: CatalogLoaders,
  ids: { one: string; other: string },
): Promise<DefinitionComparison> {
  const load = async (side: 'one' | 'other'): Promise<DefinitionEntry> => {
    const entry = await definition.load(ids[side]);
    if (!entry) throw new BadUserInput(`no definition is "${ids[side]}"; expected <name>@<version>`, side);
    return entry;
  };
  const [one, other] = await Promise.all([load('one'), load('other')]);
  const comparable = one.fingerprint === other.fingerprint;
  const differences = comparable ? [] : changesBetween(one, other).filter(({ effect }) => effect === 'MEANING');
  return { one, other, comparable, differences };
}
