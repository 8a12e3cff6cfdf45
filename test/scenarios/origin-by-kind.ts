import type { OriginVerdict } from '../../subgraphs/incidents/domain/root-cause/answer.ts';
import { type AssetId, type AssetKind, identityOf } from '../../vocabulary/asset-id.ts';

const ORIGINS: Record<AssetKind, OriginVerdict> = {
  DATASET: 'DATA',
  FEATURE: 'DATA',
  JOB: 'DATA',
  MODEL_VERSION: 'MODEL',
  DEPLOYMENT: 'DEPLOYMENT',
  SERVICE: 'DEPLOYMENT',
};

/** The origin that the kind of an asset suggests: all that a method can say which answers assets alone. */
export const originByKind = (asset: AssetId): OriginVerdict => ORIGINS[identityOf(asset).kind];
