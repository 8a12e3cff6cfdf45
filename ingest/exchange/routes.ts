import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';
import type { AssetBundle, LineageExchange } from '../../subgraphs/lineage/index.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { acceptBytes, parseJson, textOf } from '../body.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';
import { linesOf } from './bundle-event.ts';
import { readBundle } from './read-bundle.ts';

/** Assets read from the store at a time. */
const ASSETS_AT_ONCE = 200;

/** The whole lineage out as NDJSON, and in again. */
export function exchangeRoutes(server: FastifyInstance, ingest: LineageExchange, log: Log): void {
  server.register(async (edge) => {
    acceptBytes(edge);
    refuseInOneForm(edge, log);

    edge.get('/api/v1/lineage/export', async (_, reply) => {
      // The first page before the answer begins, so that a store that is away is told by its status.
      const first = await ingest.bundles(null, ASSETS_AT_ONCE);
      return reply.type('application/x-ndjson').send(Readable.from(exported(ingest, first)));
    });

    edge.post<{ Querystring: { resume?: string } }>('/api/v1/lineage/import', async (request) => {
      if (request.query.resume !== 'true' && !(await ingest.isEmpty()))
        throw new Refusal(
          409,
          'NOT_EMPTY',
          'the lineage holds assets already, and an import is for an empty one; to go on with an import that broke off, resume it',
        );
      const bundles = read(textOf(request.body, 'lines of an export'));
      await ingest.restore(bundles);
      return { restored: bundles.length };
    });
  });
}

async function* exported(ingest: LineageExchange, first: AssetBundle[]): AsyncGenerator<string> {
  for (let page = first; page.length > 0; page = await ingest.bundles(page.at(-1)?.id as AssetId, ASSETS_AT_ONCE))
    yield page
      .flatMap(linesOf)
      .map((line) => `${line}\n`)
      .join('');
}

/** All lines or none: a line that is wrong is named, and nothing of the request is kept. */
function read(text: string): AssetBundle[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [readBundle(parseJson(line))];
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      throw new Refusal(fault.status, fault.code, `line ${index + 1}: ${fault.message}`, fault.field);
    }
  });
}
