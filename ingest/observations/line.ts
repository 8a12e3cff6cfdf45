import { z } from 'zod';
import type { Observation } from '../../subgraphs/metrics/index.ts';
import { assetIdFault, parseAssetId } from '../../vocabulary/asset-id.ts';
import { parseDuration, parseInstant } from '../../vocabulary/duration.ts';
import { parseJson } from '../body.ts';
import { Refusal } from '../refusal.ts';

/** Why a line was turned down. */
export interface LineFault {
  code: string;
  message: string;
}

/** Longest line, in bytes. */
const LINE_LIMIT = 1024 * 1024;

const assetId = z.string().transform((raw, context) => {
  const identity = parseAssetId(raw);
  if (identity) return identity.id;
  context.addIssue({ code: 'custom', message: assetIdFault(raw) });
  return z.NEVER;
});
const instant = z.string().transform((raw, context) => {
  const time = parseInstant(raw);
  if (time !== null) return time;
  context.addIssue({ code: 'custom', message: `"${raw}" is not a time with zone, such as 2026-11-01T00:00:00Z` });
  return z.NEVER;
});
const duration = z.string().transform((raw, context) => {
  const length = parseDuration(raw);
  if (length !== null) return length;
  context.addIssue({ code: 'custom', message: `"${raw}" is not an ISO 8601 duration, such as P1D` });
  return z.NEVER;
});
const sketch = z.base64('expected a DDSketch as base64').transform((raw) => new Uint8Array(Buffer.from(raw, 'base64')));

const COMPONENTS = {
  value: z.number(),
  numerator: z.number(),
  denominator: z.number(),
  count: z.number(),
  sum: z.number(),
  min: z.number(),
  max: z.number(),
  sumOfSquares: z.number(),
  bins: z.record(z.string(), z.number()),
  sketch,
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
const FORMS = [['value'], ['numerator', 'denominator'], ['count', 'sum'], ['bins'], ['sketch']] as const;
const MEASURED = Object.keys(COMPONENTS);

/** Reads one line of NDJSON. */
export function readLine(text: string): Observation | LineFault {
  if (Buffer.byteLength(text) > LINE_LIMIT)
    return { code: 'LINE_TOO_LONG', message: `the line is longer than ${LINE_LIMIT} bytes` };
  const json = jsonOf(text);
  if (json instanceof Refusal) return { code: json.code, message: json.message };
  const read = line.safeParse(json.value);
  if (!read.success) return { code: 'INVALID_FIELD', message: read.error.issues.map(described).join('; ') };
  const { metric, asset, time, duration, dimensions, traceId, ...measured } = read.data;
  const form = formOf(measured);
  if (typeof form === 'string') return { code: 'INVALID_COMPONENTS', message: form };
  return { metric, asset, time, duration: duration ?? null, components: form, dimensions, traceId: traceId ?? null };
}

export const isFault = (read: Observation | LineFault): read is LineFault => 'code' in read;

function jsonOf(text: string): { value: unknown } | Refusal {
  try {
    return { value: parseJson(text) };
  } catch (fault) {
    if (fault instanceof Refusal) return fault;
    throw fault;
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
