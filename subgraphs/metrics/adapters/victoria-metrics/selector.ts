/** What labels must be, in PromQL: equal to a text, one of several, or not a text. */
export type Condition = string | readonly string[] | { not: string };

/** Longest list of alternatives; VictoriaMetrics takes queries of 16 kB unless told otherwise. */
const LONGEST_ALTERNATIVES = 10_000;

const quoted = (text: string): string => JSON.stringify(text);
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A selector such as `{metric="latency",asset=~"a|b"}`. */
export const selectorOf = (conditions: Record<string, Condition>): string =>
  `{${Object.entries(conditions)
    .map(([label, condition]) => label + conditionText(condition))
    .join(',')}}`;

function conditionText(condition: Condition): string {
  if (typeof condition === 'string') return `=${quoted(condition)}`;
  if ('not' in condition) return `!=${quoted(condition.not)}`;
  const [only] = condition;
  return condition.length === 1 && only !== undefined
    ? `=${quoted(only)}`
    : `=~${quoted(condition.map(literal).join('|'))}`;
}

/** Cuts alternatives into parts that each fit into one query. */
export function inQueries(alternatives: readonly string[]): string[][] {
  const parts: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const one of alternatives) {
    const added = quoted(literal(one)).length + 1;
    if (length + added > LONGEST_ALTERNATIVES) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(one);
    length += added;
  }
  return parts;
}
