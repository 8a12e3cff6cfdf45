import { remembered } from './remembered.ts';

/** An asset's kind, as the contract spells it. */
export type AssetKind = 'DATASET' | 'FEATURE' | 'JOB' | 'MODEL_VERSION' | 'DEPLOYMENT' | 'SERVICE';

/** A readable, percent-encoded path such as `dataset/postgres%3A%2F%2Fdb/public.orders`; made only by the functions here. */
export type AssetId = string & { readonly __assetId: unique symbol };

/** What an id already says, without asking any store. */
export interface AssetIdentity {
  id: AssetId;
  kind: AssetKind;
  /** For a deployment or service its environment; for a feature `<namespace>/<dataset>`. */
  namespace: string;
  /** For a model version `<model>@<version>`. */
  name: string;
}

/** Longest id accepted, in characters: Neo4j's index keys end near 8 kB and an id this long is a fault of its producer. */
export const MAXIMUM_ASSET_ID_LENGTH = 4096;

const SHAPES: Record<string, { kind: AssetKind; segments: number; pattern: string }> = {
  dataset: { kind: 'DATASET', segments: 2, pattern: 'dataset/<namespace>/<name>' },
  feature: { kind: 'FEATURE', segments: 3, pattern: 'feature/<namespace>/<dataset>/<field>' },
  job: { kind: 'JOB', segments: 2, pattern: 'job/<namespace>/<name>' },
  'model-version': { kind: 'MODEL_VERSION', segments: 3, pattern: 'model-version/<namespace>/<model>/<version>' },
  deployment: { kind: 'DEPLOYMENT', segments: 2, pattern: 'deployment/<environment>/<name>' },
  service: { kind: 'SERVICE', segments: 2, pattern: 'service/<environment>/<name>' },
};

/** The forms an id may take, for error messages. */
const ASSET_ID_PATTERNS = Object.values(SHAPES).map(({ pattern }) => pattern);

const idOf = (prefix: string, ...segments: string[]): AssetId =>
  [prefix, ...segments.map(encodeURIComponent)].join('/') as AssetId;

export const datasetId = (namespace: string, name: string): AssetId => idOf('dataset', namespace, name);
export const featureId = (namespace: string, dataset: string, field: string): AssetId =>
  idOf('feature', namespace, dataset, field);
export const jobId = (namespace: string, name: string): AssetId => idOf('job', namespace, name);
export const modelVersionId = (namespace: string, model: string, version: string): AssetId =>
  idOf('model-version', namespace, model, version);
export const deploymentId = (environment: string, name: string): AssetId => idOf('deployment', environment, name);
export const serviceId = (environment: string, name: string): AssetId => idOf('service', environment, name);

/**
 * Reads an id that came from outside; null when it is not one.
 * Only the canonical spelling is accepted, so that one asset never has two ids.
 */
export const parseAssetId = (raw: string): Readonly<AssetIdentity> | null =>
  raw.length > MAXIMUM_ASSET_ID_LENGTH ? null : readAssetId(raw);

/** Ids that come in over and over, a line for each, are read once. */
const IDS_REMEMBERED = 20_000;

const readAssetId = remembered(IDS_REMEMBERED, (raw): Readonly<AssetIdentity> | null => {
  const [prefix = '', ...encoded] = raw.split('/');
  const shape = Object.hasOwn(SHAPES, prefix) ? SHAPES[prefix] : undefined;
  if (!shape || encoded.length !== shape.segments) return null;
  const segments = encoded.map(decodeSegment);
  if (!segments.every((segment) => segment !== null && segment !== '')) return null;
  const parts = segments as string[];
  if (idOf(prefix, ...parts) !== raw) return null;
  return { id: raw as AssetId, kind: shape.kind, ...namespaceAndName(shape.kind, parts) };
});

/** Like {@link parseAssetId} for ids that are known to be ids already, such as a store's own. */
export function identityOf(id: AssetId): AssetIdentity {
  const identity = parseAssetId(id);
  if (!identity) throw new TypeError(`not an asset id: ${id}`);
  return identity;
}

/** Why a text is not an asset id, with the remedy. */
export function assetIdFault(raw: string): string {
  if (raw.length > MAXIMUM_ASSET_ID_LENGTH)
    return `asset id of ${raw.length} characters; the longest accepted is ${MAXIMUM_ASSET_ID_LENGTH}`;
  return `"${raw.slice(0, 200)}" is not an asset id; expected one of ${ASSET_ID_PATTERNS.join(', ')}, each segment percent-encoded`;
}

/** The dataset that a feature is a field of; null for every other kind. */
export function datasetOfFeature(id: AssetId): AssetId | null {
  const [prefix, namespace, dataset] = id.split('/');
  return prefix === 'feature' ? (`dataset/${namespace}/${dataset}` as AssetId) : null;
}

function namespaceAndName(kind: AssetKind, parts: string[]): { namespace: string; name: string } {
  const [first = '', second = '', third = ''] = parts;
  switch (kind) {
    case 'FEATURE':
      return { namespace: `${first}/${second}`, name: third };
    case 'MODEL_VERSION':
      return { namespace: first, name: `${second}@${third}` };
    default:
      return { namespace: first, name: second };
  }
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
