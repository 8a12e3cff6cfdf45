import { z } from 'zod';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { inOrderOfStart, type Span } from '../domain/span.ts';
import type { TraceSource } from '../ports/trace-source.ts';
import { documentFrom } from './trace-source-http.ts';

const tags = z.array(z.object({ key: z.string(), value: z.unknown() })).nullish();

const span = z.object({
  spanID: z.string(),
  operationName: z.string().default(''),
  references: z.array(z.object({ refType: z.string(), traceID: z.string(), spanID: z.string() })).nullish(),
  /** Both in microseconds, within what a number holds; a time beyond what can be told would cost the alert its context. */
  startTime: z.int().min(0),
  duration: z.int().min(0),
  tags,
  processID: z.string().nullish(),
});

const answer = z.object({
  data: z
    .array(
      z.object({
        spans: z.array(span),
        processes: z.record(z.string(), z.object({ serviceName: z.string(), tags })).default({}),
      }),
    )
    .nullish(),
});

type Trace = NonNullable<z.infer<typeof answer>['data']>[number];

const KINDS: Record<string, Span['kind']> = {
  internal: 'INTERNAL',
  server: 'SERVER',
  client: 'CLIENT',
  producer: 'PRODUCER',
  consumer: 'CONSUMER',
};

/** Jaeger, by `GET /api/traces/<id>`, which its own pages ask. */
export const jaeger = (url: string): TraceSource => ({
  name: 'Jaeger',
  async spansOf(traceId) {
    const document = await documentFrom('Jaeger', `${url}/api/traces/${encodeURIComponent(traceId)}`);
    const read = answer.safeParse(document ?? {});
    if (!read.success) throw new StoreUnavailable('Jaeger', read.error);
    const spans = (read.data.data ?? []).flatMap((trace) => spansOfTrace(traceId, trace)).sort(inOrderOfStart);
    return spans.length > 0 ? spans : null;
  },
});

const spansOfTrace = (traceId: string, { spans, processes }: Trace): Span[] =>
  spans.map((raw) => {
    const process = processes[raw.processID ?? ''];
    const about = attributesOf(process?.tags);
    const environment = about['deployment.environment.name'] ?? about['deployment.environment'];
    const { 'span.kind': kind, error, 'otel.status_code': status, ...attributes } = attributesOf(raw.tags);
    return {
      traceId,
      spanId: raw.spanID,
      parentSpanId: parentOf(raw),
      name: raw.operationName,
      service: process?.serviceName ?? null,
      environment: typeof environment === 'string' ? environment : null,
      kind: KINDS[String(kind)] ?? 'UNSPECIFIED',
      startTime: Math.floor(raw.startTime / 1_000),
      durationNanoseconds: String(BigInt(raw.duration) * 1_000n),
      // A boolean tag comes as either.
      status: String(error) === 'true' || status === 'ERROR' ? 'ERROR' : status === 'OK' ? 'OK' : 'UNSET',
      attributes,
    };
  });

/** The span that called it, else one that it follows from, in whichever trace. */
function parentOf({ references }: z.infer<typeof span>): string | null {
  const all = references ?? [];
  return (all.find(({ refType }) => refType === 'CHILD_OF') ?? all[0])?.spanID ?? null;
}

const attributesOf = (given: z.infer<typeof tags>): Record<string, unknown> =>
  Object.fromEntries((given ?? []).map(({ key, value }) => [key, value]));
