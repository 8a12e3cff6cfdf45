import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { StartRefused } from '../platform/errors.ts';

/** Listens and answers the server's address. @throws StartRefused when the port is taken. */
export async function listen(server: FastifyInstance, port: number, host: string): Promise<string> {
  try {
    await server.listen({ port, host });
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EADDRINUSE') throw cause;
    throw new StartRefused(`port ${port} is in use; stop what listens there, or set HEADWATER_PORT`);
  }
  const { port: actual } = server.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}
