import { type AssetIdentity, type AssetKind, datasetOfFeature } from '../../../vocabulary/asset-id.ts';
import type { EdgeRole } from './statement.ts';

/** Kinds that run, and so read, write and call. */
const RUNNING: AssetKind[] = ['JOB', 'DEPLOYMENT', 'SERVICE'];

/** Which kinds each role leads from and to. */
const ENDS: Record<EdgeRole, { from: AssetKind[]; to: AssetKind[] }> = {
  READS: { from: ['DATASET', 'FEATURE', 'MODEL_VERSION'], to: RUNNING },
  WRITES: { from: RUNNING, to: ['DATASET', 'FEATURE'] },
  DERIVES: { from: ['FEATURE'], to: ['FEATURE'] },
  PART_OF: { from: ['FEATURE'], to: ['DATASET'] },
  TRAINS: { from: ['JOB'], to: ['MODEL_VERSION'] },
  SERVES: { from: ['MODEL_VERSION'], to: ['DEPLOYMENT'] },
  CALLS: { from: ['SERVICE', 'DEPLOYMENT'], to: ['SERVICE', 'DEPLOYMENT'] },
};

/** Why a role does not fit between two assets; null when it does. */
export function roleFault(from: AssetIdentity, role: EdgeRole, to: AssetIdentity): string | null {
  const ends = ENDS[role];
  if (!ends.from.includes(from.kind) || !ends.to.includes(to.kind))
    return `${role} leads from ${orOf(ends.from)} to ${orOf(ends.to)}, not from ${from.kind} to ${to.kind}`;
  if (role === 'PART_OF' && datasetOfFeature(from.id) !== to.id)
    return `PART_OF leads from a feature to its own dataset, ${datasetOfFeature(from.id)}`;
  return null;
}

const orOf = (kinds: readonly AssetKind[]): string => kinds.join(' or ');
