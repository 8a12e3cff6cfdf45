import { createHash } from 'node:crypto';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';

export type ChangeKind =
  | 'SCHEMA_CHANGED'
  | 'CODE_CHANGED'
  | 'RUN_FAILED'
  | 'ROW_COUNT_CHANGED'
  | 'NULL_SHARE_CHANGED'
  | 'ASSERTION_FAILED'
  | 'MODEL_DEPLOYED'
  | 'DATASET_DROPPED'
  | 'DATASET_RENAMED'
  | 'DATASET_TRUNCATED';

/** Something that happened to an asset and may explain a degradation. */
export interface Change {
  /** The same whenever it is asked for. */
  id: string;
  asset: AssetId;
  time: Instant;
  kind: ChangeKind;
  /** One sentence. */
  summary: string;
  details: Record<string, unknown>;
  /** The run that showed it; null when there is none. */
  runId: string | null;
}

/** A change with its id. `about` tells changes of one kind, asset and time apart. */
export function changeOf(change: Omit<Change, 'id'>, about = ''): Change {
  const identity = JSON.stringify([change.kind, change.asset, change.time, about]);
  return { id: createHash('sha256').update(identity).digest('base64url').slice(0, 22), ...change };
}
