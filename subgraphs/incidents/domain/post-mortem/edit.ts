import { type By, type Changed, faultsOf, lengthChecks, nextVersion, refused, staleRefusal } from './changed.ts';
import type { PostMortem, Sections } from './post-mortem.ts';

const LONGEST_SECTION = 50_000;

/** Absent or null: it stays; nothing but white space: nobody has written it. */
export type AskedSections = { [Section in keyof Sections]?: string | null | undefined };

/** What people write is replaced section by section, by whoever read the version that it replaces. */
export function edited(before: PostMortem, read: number, asked: AskedSections, by: By): Changed {
  const given = Object.entries(asked).filter(([, text]) => text != null) as [keyof Sections, string][];
  const faults = faultsOf([
    [given.length === 0, 'input', 'say what changes: summary, impact or lessons'],
    ...given.flatMap(([section, text]) => lengthChecks(section, text, LONGEST_SECTION)),
  ]);
  if (faults.length > 0) return refused(...faults);
  const stale = staleRefusal(before, read);
  if (stale) return refused(stale);
  const sections: Partial<Sections> = {};
  for (const [section, text] of given) sections[section] = text.trim() || null;
  return nextVersion(before, 'EDITED', by, { ...sections, state: 'DRAFT' });
}
