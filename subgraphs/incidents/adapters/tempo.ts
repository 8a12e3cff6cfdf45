import { z } from 'zod';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { inOrderOfStart, type Span } from '../domain/span.ts';
import type { TraceSource } from '../ports/trace-source.ts';
import { documentFrom } from './trace-source-http.ts';

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()).default({}) });
const attributes = z.array(attribute).default([]);

/** Nanoseconds since 1970 until 2286; a time beyond what can be told would cost the alert its whole context. */
const time = z.coerce.string().regex(/^\d{1,19}$/);

const span = z.object({
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string().default(''),
  kind: z.union([z.string(), z.number()]).default(0),
  startTimeUnixNano: time,
  endTimeUnixNano: time,
  attributes,
  status: z.object({ code: z.union([z.string(), z.number()]).default(0) }).optional(),
});

const scope = z.object({ spans: z.array(span).default([]) });

/** Spans of one resource. Before Tempo 1.5 a scope was called an instrumentation library. */
const batch = z.object({
  resource: z.object({ attributes }).default({ attributes: [] }),
  scopeSpans: z.array(scope).default([]),
  instrumentationLibrarySpans: z.array(scope).default([]),
});

const answer = z.object({ batches: z.array(batch).default([]) });

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
const STATUSES = ['UNSET', 'OK', 'ERROR'] as const;

/** Grafana Tempo, by `GET /api/traces/<id>`: OTLP as JSON, its ids in base64 and its enums by name. */
export const tempo = (url: string): TraceSource => ({
  name: 'Tempo',
  async spansOf(traceId) {
    const document = await documentFrom('Tempo', `${url}/api/traces/${encodeURIComponent(traceId)}`);
    const read = answer.safeParse(document ?? {});
    if (!read.success) throw new StoreUnavailable('Tempo', read.error);
    const spans = read.data.batches.flatMap((each) => spansOfBatch(traceId, each)).sort(inOrderOfStart);
    return spans.length > 0 ? spans : null;
  },
});

function spansOfBatch(traceId: string, { resource, scopeSpans, instrumentationLibrarySpans }: z.infer<typeof batch>) {
  const { 'service.name': service, ...about } = attributesOf(resource.attributes);
  const environment = about['deployment.environment.name'] ?? about['deployment.environment'];
  return [...scopeSpans, ...instrumentationLibrarySpans].flatMap(({ spans }) =>
    spans.map(
      (raw): Span => ({
        traceId,
        spanId: hexadecimal(raw.spanId),
        parentSpanId: raw.parentSpanId === '' ? null : hexadecimal(raw.parentSpanId),
        name: raw.name,
        service: typeof service === 'string' ? service : null,
        environment: typeof environment === 'string' ? environment : null,
        kind: nameOf(KINDS, raw.kind, 'SPAN_KIND_'),
        startTime: Number(BigInt(raw.startTimeUnixNano) / 1_000_000n),
        durationNanoseconds: durationOf(BigInt(raw.startTimeUnixNano), BigInt(raw.endTimeUnixNano)),
        status: nameOf(STATUSES, raw.status?.code ?? 0, 'STATUS_CODE_'),
        attributes: attributesOf(raw.attributes),
      }),
    ),
  );
}

/** A clock that was set back makes no time less than none. */
const durationOf = (start: bigint, end: bigint): string => String(end > start ? end - start : 0n);

/** Ids are base64 in Tempo's JSON and hexadecimal in OTLP's. */
const hexadecimal = (id: string): string =>
  /^[\da-f]{16}$/i.test(id) ? id.toLowerCase() : Buffer.from(id, 'base64').toString('hex');

function nameOf<Name extends string>(names: readonly Name[], given: string | number, prefix: string): Name {
  const found = typeof given === 'number' ? names[given] : names.find((name) => given === `${prefix}${name}`);
  return found ?? (names[0] as Name);
}

const attributesOf = (given: z.infer<typeof attributes>): Record<string, unknown> =>
  Object.fromEntries(given.map(({ key, value }) => [key, plainValue(value)]));

/** An OTLP AnyValue: exactly one of its fields. Whole numbers come as text, since they may be longer than a double. */
function plainValue(value: Record<string, unknown>): unknown {
  const [[kind, inner] = ['', null]] = Object.entries(value);
  if (kind === 'intValue') return Number.isSafeInteger(Number(inner)) ? Number(inner) : inner;
  if (kind === 'arrayValue') return ((inner as { values?: Record<string, unknown>[] }).values ?? []).map(plainValue);
  if (kind === 'kvlistValue') return attributesOf(attributes.parse((inner as { values?: unknown }).values ?? []));
  return inner;
}
