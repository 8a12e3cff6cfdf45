import type { Fault } from '../catalog-files.ts';
import { ask } from '../server.ts';

export interface Change {
  entity: string;
  name: string;
  field: string;
  before: unknown;
  after: unknown;
  effect: string;
}

export interface Applied {
  definitions: { name: string; version: number; fingerprint: string; status: string }[];
  changes: Change[];
  overlaps: { name: string; existing: string; kind: string; message: string }[];
  userErrors: Fault[];
}

const APPLY = `mutation ApplyCatalog($input: ApplyCatalogInput!) {
  applyCatalog(input: $input) {
    definitions { id name version fingerprint status }
    changes { entity name field before after effect }
    overlaps { name existing kind message }
    userErrors { code field message }
  }
}`;

interface Input {
  document: string;
  dryRun: boolean;
  author?: string | undefined;
  reason?: string | undefined;
}

/** Applies catalog YAML, or tells what applying it would do. */
export async function applyCatalog(input: Input): Promise<Applied> {
  const answer = await ask<{ applyCatalog: Applied }>(APPLY, { input }, 'applyCatalog');
  return answer.applyCatalog;
}
