import { RE2JS } from 're2js';

type Operator = '=' | '!=' | '=~' | '!~';

/** A condition on one label, as Prometheus and Alertmanager have it. A label that is absent is empty. */
export interface Matcher {
  name: string;
  operator: Operator;
  value: string;
  matches(labels: Readonly<Record<string, string>>): boolean;
}

const FORM = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;

/** Reads `alertname=~"Queue.*"`, quotes being optional as in amtool; a sentence when it is not one. */
export function readMatcher(text: string): Matcher | string {
  const [, name, operator, raw = ''] = FORM.exec(text) ?? [];
  if (!name || !operator) return `"${text}" is not a matcher; expected one such as severity="critical" or job=~"ml-.+"`;
  const value = unquoted(raw);
  if (value === null) return `"${text}" has a value whose quotes do not close`;
  return matcher(name, operator as Operator, value);
}

/** A matcher of its parts; a sentence when its expression is none of RE2, which takes time in proportion to its text. */
export function matcher(name: string, operator: Operator, value: string): Matcher | string {
  const holds = isExpression(operator) ? expression(value) : (text: string) => text === value;
  if (typeof holds === 'string') return holds;
  const negated = operator.startsWith('!');
  return { name, operator, value, matches: (labels) => holds(labels[name] ?? '') !== negated };
}

const isExpression = (operator: Operator): boolean => operator.endsWith('~');

function expression(value: string): ((text: string) => boolean) | string {
  try {
    const compiled = RE2JS.compile(value);
    return (text) => compiled.matches(text);
  } catch (cause) {
    return `"${value}" is not an RE2 expression: ${(cause as Error).message}`;
  }
}

function unquoted(raw: string): string | null {
  if (!raw.startsWith('"')) return raw.includes('"') ? null : raw;
  if (raw.length < 2 || !raw.endsWith('"')) return null;
  return raw.slice(1, -1).replaceAll(/\\(["\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}
