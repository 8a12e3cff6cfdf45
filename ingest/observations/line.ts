import { z } from 'zod';
import { assetId, instant } from '../../platform/value-schemas.ts';
import type { Observation } from '../../subgraphs/metrics/index.ts';
import { parseDuration } from '../../vocabulary/duration.ts';
import { parseJson } from '../body.ts';
import { Refusal } from '../refusal.ts';
import { plainObservation } from './plain.ts';

/** Why a line was turned down. */
export interface LineFault {
  code: string;
  message: string;
}

/** Longest line, in bytes. */
const LINE_LIMIT = 1024 * 1024;

const duration = z.string().transform((raw, context) => {
  const length = parseDuration(raw);
  if (length !== null) return length;
  context.addIssue({ code: 'custom', message: `"${raw}" is not an ISO 8601 duration, such as P1D` });
  return z.NEVER;
});
const sketch = z.base64('expected a DDSketch as base64').transform((raw) => new Uint8Array(Buffer.from(raw, 'base64')));

/** JSON has no NaN, and 1e999 in it is infinite. */
const number = z.number({ error: ({ input }) => `expected a finite number, found ${shown(input)}` });
const shown = (input: unknown): string =>
  typeof input === 'number' ? String(input) : (JSON.stringify(input) ?? 'none');
const counts = z.record(z.string(), number);
const predictions = number.optional();

const COMPONENTS = {
  value: number,
  numerator: number,
  denominator: number,
  count: number,
  sum: number,
  min: number,
  max: number,
  sumOfSquares: number,
  bins: counts,
  sketch,
  confusion: z.strictObject({ tp: number, fp: number, fn: number, tn: number, predictions }),
  scores: z
    .strictObject({ positive: counts, negative: counts, unlabelled: counts, sums: counts, predictions: number })
    .partial(),
  errors: z.strictObject({
    count: number,
    ...z.object({ absolute: number, squared: number, relative: number, zeros: number }).partial().shape,
    predictions,
  }),
};

const line = z.strictObject({
  metric: z.string().min(1, 'expected the name of a definition'),
  asset: assetId,
  time: instant,
  duration: duration.optional(),
  dimensions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  traceId: z
    .string()
    .regex(/^[\da-f]{32}$/i, 'expected 32 hexadecimal digits')
    .transform((id) => id.toLowerCase())
    .optional(),
  ...z.object(COMPONENTS).partial().shape,
});

/** The forms that a measurement may take, told apart by the fields they have. */
const FORMS = [
  ['value'],
  ['numerator', 'denominator'],
  ['count', 'sum'],
  ['bins'],
  ['sketch'],
  ['confusion'],
  ['scores'],
  ['errors'],
] as const;
const MEASURED = Object.keys(COMPONENTS);

/** Reads one line of NDJSON. */
export function readLine(text: string): Observation | LineFault {
  if (Buffer.byteLength(text) > LINE_LIMIT)
    return { code: 'LINE_TOO_LONG', message: `the line is longer than ${LINE_LIMIT} bytes` };
  const json = jsonOf(text);
  if (json instanceof Refusal) return { code: json.code, message: json.message };
  const plain = plainObservation(json.value);
  if (plain) return plain;
  const read = line.safeParse(json.value);
  if (!read.success) return { code: 'INVALID_FIELD', message: read.error.issues.map(described).join('; ') };
  const { metric, asset, time, duration, dimensions, traceId, ...measured } = read.data;
  const form = formOf(measured);
  if (typeof form === 'string') return { code: 'INVALID_COMPONENTS', message: form };
  return { metric, asset, time, duration: duration ?? null, components: form, dimensions, traceId: traceId ?? null };
}

/** What programs write for a number that is none. */
const NO_JSON_NUMBER = /[:[,]\s*(-?(?:NaN|Infinity))\b/i;

export const isFault = (read: Observation | LineFault): read is LineFault => 'code' in read;

function jsonOf(text: string): { value: unknown } | Refusal {
  try {
    return { value: parseJson(text) };
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    const notNumber = text.match(NO_JSON_NUMBER)?.[1];
    return notNumber
      ? new Refusal(
          fault.status,
          fault.code,
          `${fault.message}: ${notNumber} is no number in JSON; leave out what could not be measured`,
        )
      : fault;
  }
}

const described = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message;

/** The components that are there, when they are those of one form; else what is wrong. */
function formOf(measured: Partial<Record<string, unknown>>): Observation['components'] | string {
  const given = MEASURED.filter((name) => measured[name] !== undefined);
  const form = FORMS.find((names) => names.every((name) => given.includes(name)));
  const optional = form?.[0] === 'count' ? ['min', 'max', 'sumOfSquares'] : [];
  const extra = given.filter(
    (name) => !(form as readonly string[] | undefined)?.includes(name) && !optional.includes(name),
  );
  if (!form)
    return `found ${given.join(', ') || 'no measurement'}, expected one of ${FORMS.map((names) => names.join(' with ')).join('; ')}`;
  if (extra.length > 0) return `found ${extra.join(', ')} beside ${form.join(' with ')}: one observation has one form`;
  return Object.fromEntries(given.map((name) => [name, measured[name]])) as Observation['components'];
}
