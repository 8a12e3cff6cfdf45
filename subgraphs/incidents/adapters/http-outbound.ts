import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { mayReach } from '../domain/notification/network.ts';
import type { Outbound, Sent } from '../ports/outbound.ts';

const NOT_ALLOWED = 'HEADWATER_NOT_ALLOWED';

/** How much of an answer is read: enough to say why. */
const TEXT_READ = 4_096;
const TEXT_KEPT = 200;

/**
 * Sends by HTTP. The address is judged as it is resolved for the very connection, so that a name which resolves
 * otherwise a moment later leads nowhere else.
 */
export function httpOutbound(
  allowNetworks: readonly string[],
  resolve: LookupFunction = lookUp as LookupFunction,
): Outbound {
  const guarded: LookupFunction = (host, options, tell) =>
    resolve(host, { ...options, all: true }, (fault, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const allowed = addresses.filter(({ address }) => mayReach(address, allowNetworks));
      const [first] = allowed;
      if (fault || !first) return tell(fault ?? notAllowed(host), '', 0);
      return options.all ? tell(null, allowed) : tell(null, first.address, first.family);
    });
  const agent = new Agent({ connect: { lookup: guarded }, pipelining: 0, connections: 8 });
  const ended = new AbortController();
  return {
    async post(url, { headers, body }, timeout) {
      const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
      // A literal address is not looked up.
      if (isIP(host) && !mayReach(host, allowNetworks)) return refused(host);
      const late = AbortSignal.timeout(timeout);
      try {
        const response = await request(url, {
          method: 'POST',
          headers: { 'user-agent': 'headwater', ...headers },
          body,
          dispatcher: agent,
          signal: AbortSignal.any([late, ended.signal]),
        });
        return { kind: 'ANSWERED', answer: await answerOf(response) };
      } catch (fault) {
        if ((fault as { code?: string }).code === NOT_ALLOWED) return refused(host);
        const reason = late.aborted ? `no answer within ${timeout / 1_000} s` : `no answer: ${reasonOf(fault)}`;
        return { kind: 'UNREACHED', reason };
      }
    },
    async close() {
      ended.abort();
      await agent.destroy();
    },
  };
}

const notAllowed = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} is at a private address`), { code: NOT_ALLOWED });

const refused = (host: string): Sent => ({
  kind: 'NOT_ALLOWED',
  reason: `${host} is at a private address, which nothing is sent to; add its range to allowNetworks, then send it again`,
});

async function answerOf({ statusCode, headers, body }: Dispatcher.ResponseData) {
  const retryAfter = headers['retry-after'];
  const text = await textOf(body).catch(() => '');
  return { status: statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null, text };
}

/** The beginning of an answer in one line; the rest is not read. */
async function textOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += chunk;
    if (text.length > TEXT_READ) break;
  }
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, TEXT_KEPT);
}

/** The innermost reason, such as ECONNREFUSED. */
function reasonOf(fault: unknown): string {
  const { code, message, cause } = fault as { code?: string; message?: string; cause?: unknown };
  return cause ? reasonOf(cause) : (code ?? message ?? 'unknown');
}
