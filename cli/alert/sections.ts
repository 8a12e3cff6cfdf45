import { InvalidArgumentError } from 'commander';

/** What may be asked for of an alert's context beside the alert, its incident and what is missing. */
export const SECTIONS = ['series', 'rootCause', 'traces', 'runs', 'nextSteps', 'playbook', 'links', 'similar'] as const;
export type Section = (typeof SECTIONS)[number];

const plain = (text: string): string => text.replaceAll('-', '').toLowerCase();

/** Reads `rootCause,traces`; `root-cause` is the same. */
export function sectionsOf(text: string, before: Section[] = []): Section[] {
  const words = text.split(',').map((word) => word.trim());
  const read = words.map((word) => {
    const section = SECTIONS.find((each) => plain(each) === plain(word));
    if (!section) throw new InvalidArgumentError(`"${word}" is none of ${SECTIONS.join(', ')}.`);
    return section;
  });
  return [...before, ...read];
}
