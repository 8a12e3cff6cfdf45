import { parseAssetId } from '../vocabulary/asset-id.ts';
import { figure, minute, print, styled } from './output.ts';

/** A cause as `rootCause` and `alertContext` answer it. */
interface Cause {
  rank: number;
  score: number;
  summary: string;
  asset: { id: string };
  path: { asset: { id: string; name: string } }[];
  evidence: { kind: string; time: string; summary: string }[];
  factors?: { name: string; value: number }[];
}

export interface RootCause {
  outcome: string;
  completeness: string;
  origin: { verdict: string; confidence: number };
  examined?: { assets: number; edges: number; signals: number };
  causes: Cause[];
}

const OUTCOMES: Record<string, string> = {
  NO_CAUSE_FOUND: 'No cause was found upstream.',
  NOT_DEGRADED: 'The metric is not degraded in this range.',
  INSUFFICIENT_DATA: 'There is too little data to tell.',
};

/** Prints ranked causes for somebody who reads them at night. */
export function printRootCause({ outcome, completeness, origin, examined, causes }: RootCause): void {
  const confidence = origin.verdict === 'UNDETERMINED' ? '' : ` (confidence ${figure(origin.confidence)})`;
  print(
    outcome === 'CAUSES_FOUND'
      ? `${styled('bold', 'Origin')} ${origin.verdict}${confidence}`
      : (OUTCOMES[outcome] ?? outcome),
  );
  for (const cause of causes) printCause(cause);
  if (examined)
    print(styled('dim', `Looked at ${examined.assets} assets, ${examined.edges} edges, ${examined.signals} signals.`));
  if (completeness !== 'COMPLETE')
    print(`The search was cut off (${completeness}): a cause further up may be missing.`);
}

function printCause({ rank, score, summary, asset, path, evidence, factors }: Cause): void {
  print(`\n${styled('bold', `${rank}. ${asset.id}`)}  score ${figure(score)}`);
  print(`   ${summary}`);
  if (path.length > 1) print(`   ${path.map((step) => labelOf(step.asset)).join(' -> ')}`);
  const width = Math.max(...evidence.map(({ kind }) => kind.length));
  for (const { kind, time, summary: said } of evidence.toSorted(
    (one, other) => Date.parse(one.time) - Date.parse(other.time),
  ))
    print(`   ${minute(time)}  ${kind.padEnd(width)}  ${said}`);
  if (factors?.length)
    print(styled('dim', `   ${factors.map(({ name, value }) => `${name} ${figure(value)}`).join(', ')}`));
}

/** A field says little without its dataset: two steps of a path often have one name. */
function labelOf({ id, name }: { id: string; name: string }): string {
  const identity = parseAssetId(id);
  return identity?.kind === 'FEATURE' ? `${identity.namespace.split('/').at(-1)}.${name}` : name;
}
