import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a process has its measurements, in words for whoever set it up: alike for two processes only where they share
 * them. A data directory has a name of its own, for that of every container has the same path.
 */
export function placeOfMeasurements({
  dataDirectory,
  metricsUrl,
}: {
  dataDirectory: string;
  metricsUrl: string | null;
}): string {
  if (metricsUrl === null) return `the data directory ${nameOf(dataDirectory)}`;
  const { protocol, host, pathname } = new URL(metricsUrl);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

function nameOf(directory: string): string {
  const file = join(directory, 'name');
  try {
    writeFileSync(file, randomUUID(), { flag: 'wx' });
  } catch (fault) {
    if ((fault as { code?: string }).code !== 'EEXIST') throw fault;
  }
  return readFileSync(file, 'utf8');
}
