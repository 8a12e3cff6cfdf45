import type { Label } from './messages.ts';

/** A series by its labels. */
export interface Series {
  name: string;
  /** All but the name. */
  labels: Record<string, string>;
  /** The same for the same series and for no other. */
  key: string;
}

/** A series, or why its labels make none. Senders sort labels; one that does not is understood all the same. */
export function seriesOf(sent: readonly Label[]): Series | string {
  const labels: Record<string, string> = {};
  for (const { name, value } of sent) {
    if (name === '') return 'a label has no name';
    if (Object.hasOwn(labels, name)) return `the label ${name} is given twice`;
    // A label without a value is one that is not there.
    if (value !== '') labels[name] = value;
  }
  const { __name__: name, ...others } = labels;
  return name === undefined ? 'no label __name__ says what it is' : { name, labels: others, key: keyOf(name, others) };
}

export function keyOf(name: string, labels: Record<string, string>): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name, ...pairs]);
}
