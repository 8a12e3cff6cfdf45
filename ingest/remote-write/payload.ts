import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { WriteRequest } from './messages.ts';

const CONTENT_TYPE = 'application/x-protobuf';
/** The message of version 1, where a sender names it. */
const MESSAGE = 'prometheus.WriteRequest';

/** Reads a request of remote write 1.0. @throws Refusal naming the header or what is wrong with the body. */
export function readRequest({ headers, body }: FastifyRequest): WriteRequest {
  checkType(headers['content-type']);
  checkVersion(headers['x-prometheus-remote-write-version']);
  try {
    // No bytes at all are a protobuf message too: one with nothing in it.
    return WriteRequest.decode(Buffer.isBuffer(body) ? body : Buffer.alloc(0)) as unknown as WriteRequest;
  } catch (cause) {
    throw new Refusal(
      400,
      'MALFORMED_PROTOBUF',
      `the body is not a valid prometheus.WriteRequest: ${(cause as Error).message}`,
    );
  }
}

function checkType(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
  const named = parameters.find((parameter) => parameter.startsWith('proto='))?.slice('proto='.length);
  if (type.toLowerCase() === CONTENT_TYPE && (named === undefined || named === MESSAGE)) return;
  throw new Refusal(
    415,
    'UNSUPPORTED_TYPE',
    `content-type ${contentType ?? '(none)'} is not read; send ${CONTENT_TYPE} with a ${MESSAGE}, which is remote write 1.0`,
  );
}

/** The header says 0.1.0 in version 1; a sender that leaves it out is taken at its content type's word. */
function checkVersion(version: string | string[] | undefined): void {
  if (version === undefined || /^0\.1\.\d+$/.test(String(version))) return;
  throw new Refusal(
    415,
    'UNSUPPORTED_VERSION',
    `X-Prometheus-Remote-Write-Version ${version} is not read; send 0.1.0, which is remote write 1.0`,
  );
}
