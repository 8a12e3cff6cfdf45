/** Reads what a steward retracts: all of its faults at once, or edges. */
import { type AssetId, assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import { type Instant, isoOf } from '../../../vocabulary/duration.ts';
import type { DeclarationFault } from './declaration.ts';
import { type Edge, edgeKeyOf } from './edge.ts';
import type { DeclaredEdge, EdgeRole } from './statement.ts';

/** An edge to be retracted as it came in. */
export interface RetractedEdge {
  from: string;
  to: string;
  role: EdgeRole;
  validFrom?: Instant | null;
  validTo?: Instant | null;
}

export type ReadRetraction = { ok: true; edges: DeclaredEdge[] } | { ok: false; faults: DeclarationFault[] };

/** The ids at the ends, those that parse. */
export const retractedEnds = (edges: readonly RetractedEdge[]): AssetId[] => [
  ...new Set(edges.flatMap(({ from, to }) => [from, to]).flatMap((id) => parseAssetId(id)?.id ?? [])),
];

/** @param standing the edges that stand now between `retractedEnds`. */
export function readRetraction(edges: readonly RetractedEdge[], standing: readonly Edge[]): ReadRetraction {
  const faults: DeclarationFault[] = [];
  const stands = new Map(standing.map((edge) => [edgeKeyOf(edge), edge]));
  if (edges.length === 0)
    faults.push({ code: 'BAD_USER_INPUT', field: 'edges', message: 'no edge is named; name at least one' });
  const read = edges.flatMap(({ role, validTo = null, ...edge }, place) => {
    const field = `edges[${place}]`;
    const [from, to] = (['from', 'to'] as const).map((end) => {
      const identity = parseAssetId(edge[end]);
      if (!identity)
        faults.push({ code: 'BAD_USER_INPUT', field: `${field}.${end}`, message: assetIdFault(edge[end]) });
      return identity?.id;
    });
    if (!from || !to) return [];
    const validFrom = edge.validFrom ?? stands.get(edgeKeyOf({ from, to, role }))?.validFrom;
    if (validFrom === undefined) {
      const message = `no edge ${role} from ${from} to ${to} stands now; correct it, or say since when with \`validFrom\``;
      faults.push({ code: 'NOT_FOUND', field, message });
      return [];
    }
    if (validTo !== null && validTo <= validFrom) {
      const message = `validTo ${isoOf(validTo)} must come after validFrom ${isoOf(validFrom)}`;
      faults.push({ code: 'BAD_USER_INPUT', field: `${field}.validTo`, message });
    }
    return [{ from, to, role, validFrom, validTo, retracted: true }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, edges: read };
}
