import { z } from 'zod';
import type { Span } from '../../subgraphs/incidents/index.ts';
import { attributes, attributesOf, hexadecimal, instantOf, integer, resource } from './payload.ts';

const span = z.object({
  traceId: hexadecimal,
  spanId: hexadecimal,
  parentSpanId: hexadecimal.optional(),
  name: z.string().default(''),
  kind: z.number().int().default(0),
  startTimeUnixNano: integer.default('0'),
  endTimeUnixNano: integer.default('0'),
  attributes,
  status: z.object({ code: z.number().int().default(0) }).optional(),
});

export const traceRequest = z.object({
  resourceSpans: z
    .array(z.object({ resource, scopeSpans: z.array(z.object({ spans: z.array(span).default([]) })).default([]) }))
    .default([]),
});

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
const STATUSES = ['UNSET', 'OK', 'ERROR'] as const;

const TRACE_ID = /^(?!0{32})[\da-f]{32}$/;
const SPAN_ID = /^(?!0{16})[\da-f]{16}$/;

export interface ReadSpans {
  spans: Span[];
  /** Spans without a usable id or time, and why the last of them. */
  rejected: number;
  reason: string;
}

/** The spans of a request; one that cannot be told from others is left out and counted. */
export function spansOf({ resourceSpans }: z.infer<typeof traceRequest>): ReadSpans {
  const read: ReadSpans = { spans: [], rejected: 0, reason: '' };
  for (const { resource, scopeSpans } of resourceSpans) {
    const {
      'service.name': service,
      'deployment.environment.name': environment,
      'deployment.environment': legacy,
    } = attributesOf(resource.attributes);
    for (const raw of scopeSpans.flatMap(({ spans }) => spans)) {
      const fault = faultOf(raw);
      if (fault) {
        read.rejected += 1;
        read.reason = fault;
      } else read.spans.push(spanOf(raw, textOf(service), textOf(environment ?? legacy)));
    }
  }
  return read;
}

function faultOf({ traceId, spanId, startTimeUnixNano, endTimeUnixNano }: z.infer<typeof span>): string | null {
  if (!TRACE_ID.test(traceId)) return `traceId "${traceId}" is not 32 hexadecimal digits, not all zero`;
  if (!SPAN_ID.test(spanId)) return `spanId "${spanId}" is not 16 hexadecimal digits, not all zero`;
  if (startTimeUnixNano === '0') return `span ${spanId} has no startTimeUnixNano`;
  const unreadable = [startTimeUnixNano, endTimeUnixNano].find(
    (time) => BigInt.asUintN(64, BigInt(time)) !== BigInt(time),
  );
  if (unreadable !== undefined) return `${unreadable} of span ${spanId} is no time in nanoseconds of 64 bits`;
  return BigInt(endTimeUnixNano) < BigInt(startTimeUnixNano) ? `span ${spanId} ends before it starts` : null;
}

const spanOf = (raw: z.infer<typeof span>, service: string | null, environment: string | null): Span => ({
  traceId: raw.traceId,
  spanId: raw.spanId,
  parentSpanId: raw.parentSpanId && SPAN_ID.test(raw.parentSpanId) ? raw.parentSpanId : null,
  name: raw.name,
  service,
  environment,
  kind: KINDS[raw.kind] ?? 'UNSPECIFIED',
  startTime: instantOf(raw.startTimeUnixNano),
  durationNanoseconds: String(BigInt(raw.endTimeUnixNano) - BigInt(raw.startTimeUnixNano)),
  status: STATUSES[raw.status?.code ?? 0] ?? 'UNSET',
  attributes: attributesOf(raw.attributes),
});

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
