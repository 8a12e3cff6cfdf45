import type { Instant } from '../../../vocabulary/duration.ts';
import type { EdgeKey, Transformation } from './statement.ts';

/** An edge over a span of time: valid from `validFrom` until before `validTo`. */
export interface Edge extends EdgeKey {
  validFrom: Instant;
  /** Null while it is valid. */
  validTo: Instant | null;
  /** When the store learned of this span as it stands; depends on the order of arrival, as `supersededAt` does. */
  recordedAt: Instant;
  /** When the store learned otherwise; null while this is what it knows. */
  supersededAt: Instant | null;
  origin: 'OBSERVED' | 'DECLARED';
  /** The run that first said so, or the author of a declaration; null for a static event. */
  source: string | null;
  /** Why it was declared; null when nobody said. */
  reason: string | null;
  /** Whether a steward says that the edge does not hold over this span, whoever states it. */
  retracted: boolean;
  transformation: Transformation | null;
}

/** Whether an edge stands at a time. */
export const validAt = (edge: Pick<Edge, 'validFrom' | 'validTo'>, time: Instant): boolean =>
  edge.validFrom <= time && (edge.validTo === null || time < edge.validTo);

/** One text for each from, role and to; asset ids hold no spaces. */
export const edgeKeyOf = ({ from, to, role }: EdgeKey): string => `${from} ${role} ${to}`;

const isFeature = (id: string): boolean => id.startsWith('feature/');

/** DERIVES, PART_OF, and whatever else has a feature at an end: what a walk over datasets leaves out. */
export const isColumnLevel = ({ from, to, role }: EdgeKey): boolean =>
  role === 'DERIVES' || role === 'PART_OF' || isFeature(from) || isFeature(to);

/** Whether one field only steers another, by a filter, a join or an order, and lends it no value. */
export const isIndirect = ({ transformation }: Pick<Edge, 'transformation'>): boolean =>
  transformation?.type === 'INDIRECT';

/** Orders text by code unit: the same in every store, whatever its collation. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By from, to, role. */
export const compareEdges = (a: EdgeKey, b: EdgeKey): number =>
  compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.role, b.role);

/** Whether two spans of one edge that begin together say the same, whenever it was learned. */
export const sameSaying = (a: Edge, b: Edge): boolean =>
  a.validTo === b.validTo &&
  a.source === b.source &&
  a.reason === b.reason &&
  a.retracted === b.retracted &&
  sameTransformation(a.transformation, b.transformation);

export const sameTransformation = (a: Transformation | null, b: Transformation | null): boolean =>
  a === b || (a?.type === b?.type && a?.subtype === b?.subtype && a?.masking === b?.masking);
