import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Message, Reader, type Type } from 'protobufjs';
import { z } from 'zod';
import { parseJson, textOf } from '../body.ts';
import { isOutage, RETRY_AFTER, Refusal } from '../refusal.ts';
import { Response, RpcStatus } from './messages.ts';

/** OTLP/HTTP's two encodings; an answer comes in the encoding of its request. */
type Encoding = 'json' | 'protobuf';

const CONTENT_TYPES: Record<Encoding, string> = { json: 'application/json', protobuf: 'application/x-protobuf' };

const encodingOf = ({ headers }: FastifyRequest): Encoding =>
  headers['content-type']?.startsWith(CONTENT_TYPES.protobuf) ? 'protobuf' : 'json';

/**
 * Reads a request of either encoding into one form: field names in lowerCamelCase, 64-bit integers as text or numbers,
 * ids as bytes (protobuf) or hexadecimal text (JSON). @throws Refusal when it cannot be read.
 */
export function readPayload<Payload>(request: FastifyRequest, type: Type, schema: z.ZodType<Payload>): Payload {
  return isProtobuf(request)
    ? checked(type.toObject(decoded(bodyOf(request), type), { longs: String, enums: Number, arrays: true }), schema)
    : readJson(request, schema);
}

/** @throws Refusal naming the field that is wrong. */
export const readJson = <Payload>(request: FastifyRequest, schema: z.ZodType<Payload>): Payload =>
  checked(parseJson(textOf(request.body, 'an OTLP request as JSON')), schema);

function checked<Payload>(raw: unknown, schema: z.ZodType<Payload>): Payload {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.map(String).join('.') || 'the body';
  throw new Refusal(400, 'INVALID_FIELD', `${field}: ${issue?.message}`, field);
}

/** Whether a request is protobuf, else it is JSON. @throws Refusal when it says that it is neither. */
export function isProtobuf(request: FastifyRequest): boolean {
  const contentType = request.headers['content-type'];
  if (!Object.values(CONTENT_TYPES).some((known) => contentType?.startsWith(known)))
    throw new Refusal(
      415,
      'UNSUPPORTED_TYPE',
      `content-type ${contentType ?? '(none)'} is not read; send ${Object.values(CONTENT_TYPES).join(' or ')}`,
    );
  return encodingOf(request) === 'protobuf';
}

/** No bytes at all are a protobuf message too: one with nothing in it. */
export const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** Fields that are absent have protobuf's defaults. @throws Refusal when the bytes are no such message. */
export function decoded(bytes: Uint8Array, type: Type): Message {
  try {
    const reader = Reader.create(bytes);
    reader.discardUnknown = true;
    return type.decode(reader);
  } catch (cause) {
    throw new Refusal(400, 'MALFORMED_PROTOBUF', `the body is not a valid OTLP message: ${(cause as Error).message}`);
  }
}

/** Answers that a request was taken, with what of it was not. `field` is the protocol's name for the count. */
export function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  field: string,
  rejected: number,
  reason: string,
): FastifyReply {
  const encoding = encodingOf(request);
  reply.type(CONTENT_TYPES[encoding]);
  if (encoding === 'json')
    return reply.send(
      rejected > 0 || reason ? { partialSuccess: { [field]: String(rejected), errorMessage: reason } } : {},
    );
  const partialSuccess = rejected > 0 || reason ? { rejected, errorMessage: reason } : undefined;
  return reply.send(Buffer.from(Response.encode(Response.create({ partialSuccess })).finish()));
}

/** Numbers of google.rpc.Code. */
const INVALID_ARGUMENT = 3;
const INTERNAL = 13;
const UNAVAILABLE = 14;

/** Answers a fault as OTLP/HTTP asks for: a google.rpc.Status; 503 with Retry-After for what a client should send again. */
export function answerFault(
  fault: Error & { statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const outage = isOutage(fault);
  const status = outage ? 503 : fault instanceof Refusal ? fault.status : (fault.statusCode ?? 500);
  const code = outage ? UNAVAILABLE : status < 500 ? INVALID_ARGUMENT : INTERNAL;
  const body = { code, message: status === 500 ? 'something went wrong on our side' : fault.message };
  if (outage) reply.header('retry-after', RETRY_AFTER);
  const encoding = encodingOf(request);
  reply.code(status).type(CONTENT_TYPES[encoding]);
  return reply.send(encoding === 'json' ? body : Buffer.from(RpcStatus.encode(RpcStatus.create(body)).finish()));
}

/* The pieces that traces and metrics share. */

/** A 64-bit integer, exact as text. */
export const integer = z
  .union([z.string().regex(/^-?\d+$/, 'expected an integer'), z.number().int()])
  .transform(String);

/** JSON has no numbers for what is not finite; OTLP writes them as text. */
export const double = z.union([
  z.custom<number>((value) => typeof value === 'number', 'expected a number'),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
]);

/** An id as lower-case hexadecimal text, if its producer kept to that; empty when it is not there. */
export const hexadecimal = z.union([
  z.string().toLowerCase(),
  z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes).toString('hex')),
]);

type AnyValue = {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string;
  doubleValue?: number;
  arrayValue?: { values?: AnyValue[] };
  kvlistValue?: { values?: { key: string; value?: AnyValue }[] };
  bytesValue?: unknown;
};

const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z.object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: integer.optional() as z.ZodType<string | undefined>,
    doubleValue: double.optional() as z.ZodType<number | undefined>,
    arrayValue: z.object({ values: z.array(anyValue).optional() }).optional(),
    kvlistValue: z.object({ values: z.array(keyValue).optional() }).optional(),
    bytesValue: z.unknown().optional(),
  }),
);

const keyValue = z.object({ key: z.string(), value: anyValue.optional() });
export type SentKeyValue = z.infer<typeof keyValue>;

export const attributes = z.array(keyValue).default([]);
export const scope = z
  .object({ name: z.string().default(''), version: z.string().default('') })
  .default({ name: '', version: '' });
export const resource = z.object({ attributes }).default({ attributes: [] });

/** A value as JSON has it; an integer too large for a double stays text. */
function jsonOf(value: AnyValue | undefined): unknown {
  if (!value) return null;
  if (value.intValue !== undefined)
    return Number.isSafeInteger(Number(value.intValue)) ? Number(value.intValue) : value.intValue;
  if (value.arrayValue) return (value.arrayValue.values ?? []).map(jsonOf);
  if (value.kvlistValue) return attributesOf(value.kvlistValue.values ?? []);
  if (value.bytesValue instanceof Uint8Array) return Buffer.from(value.bytesValue).toString('base64');
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? value.bytesValue ?? null;
}

export const attributesOf = (pairs: readonly SentKeyValue[]): Record<string, unknown> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, jsonOf(value)]));

const NANOSECONDS = 1_000_000;

/** Nanoseconds since 1970 to milliseconds. */
export const instantOf = (nanoseconds: string | number): number => Math.floor(Number(nanoseconds) / NANOSECONDS);
