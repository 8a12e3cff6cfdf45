import { parseAssetId } from '../vocabulary/asset-id.ts';
import { figure, minute, print, styled, table } from './output.ts';

/** A cause as `rootCause` and `alertContext` answer it. */
interface Cause {
  rank: number;
  score: number;
  summary: string;
  asset: { id: string };
  path: { asset: { id: string; name: string } }[];
  evidence: { kind: string; time: string; summary: string }[];
  factors?: { name: string; value: number; known?: boolean }[];
}

interface Alternative {
  asset: { id: string };
  score: number;
  reason: string;
}

interface Dimensions {
  summary: string;
  labels: { slices: Slice[] }[];
}

interface Slice {
  dimensions: { label: string; value: string | null }[];
  normal: number | null;
  value: number | null;
  sampleSize: number;
  weight: number | null;
  share: number | null;
}

interface Examined {
  assets: number;
  edges: number;
  signals: number;
}

export interface RootCause {
  outcome: string;
  reason?: string | null;
  cutOff?: string | null;
  completeness: string;
  origin: { verdict: string; confidence: number };
  examined?: Examined;
  causes: Cause[];
  alternatives?: Alternative[];
  dimensions?: Dimensions | null;
}

const OUTCOMES: Record<string, string> = {
  NO_CAUSE_FOUND: 'No cause was found upstream.',
  NOT_DEGRADED: 'The metric is not degraded in this range.',
  INSUFFICIENT_DATA: 'There is too little data to tell.',
};

/** Prints ranked causes for somebody who reads them at night. */
export function printRootCause(rootCause: RootCause): void {
  const { outcome, reason, completeness, cutOff, origin, examined, causes } = rootCause;
  const confidence = origin.verdict === 'UNDETERMINED' ? '' : ` (confidence ${figure(origin.confidence)})`;
  print(
    outcome === 'CAUSES_FOUND'
      ? `${styled('bold', 'Origin')} ${origin.verdict}${confidence}`
      : (OUTCOMES[outcome] ?? outcome),
  );
  if (reason) print(reason);
  for (const cause of causes) printCause(cause);
  printAlternatives(rootCause.alternatives ?? []);
  if (rootCause.dimensions) printDimensions(rootCause.dimensions);
  if (examined) print(styled('dim', `Looked at ${lookedAt(examined)}.`));
  if (completeness !== 'COMPLETE')
    print(`The search was cut off (${completeness}): a cause further up may be missing. ${cutOff ?? ''}`.trimEnd());
}

const lookedAt = ({ assets, edges, signals }: Examined): string =>
  [counted(assets, 'asset'), counted(edges, 'edge'), counted(signals, 'signal')].join(', ');

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function printCause({ rank, score, summary, asset, path, evidence, factors }: Cause): void {
  print(`\n${styled('bold', `${rank}. ${asset.id}`)}  score ${figure(score)}`);
  print(`   ${summary}`);
  if (path.length > 1) print(`   ${path.map((step) => labelOf(step.asset)).join(' -> ')}`);
  const width = Math.max(...evidence.map(({ kind }) => kind.length));
  for (const { kind, time, summary: said } of evidence.toSorted(
    (one, other) => Date.parse(one.time) - Date.parse(other.time),
  ))
    print(`   ${minute(time)}  ${kind.padEnd(width)}  ${said}`);
  if (factors?.length) print(styled('dim', `   ${factors.map(factorText).join(', ')}`));
}

/** Of what nothing is known no number is shown. */
const factorText = ({ name, value, known = true }: { name: string; value: number; known?: boolean }): string =>
  `${name} ${known ? figure(value) : 'unknown'}`;

function printAlternatives(alternatives: readonly Alternative[]): void {
  if (alternatives.length > 0) print(`\n${styled('bold', 'Not the cause')}`);
  for (const { asset, score, reason } of alternatives) print(`   ${asset.id}  score ${figure(score)}\n      ${reason}`);
}

/** Slices listed, of the label that tells most. */
const MOST_SLICES = 5;

function printDimensions({ summary, labels }: Dimensions): void {
  print(`\n${styled('bold', 'Slices')}  ${summary}`);
  const slices = labels[0]?.slices.slice(0, MOST_SLICES) ?? [];
  if (slices.length === 0) return;
  const rows = slices.map(({ dimensions, normal, value, sampleSize, weight, share }) => [
    dimensions.map((one) => `${one.label}=${one.value ?? '-'}`).join(', '),
    figure(normal),
    figure(value),
    `${sampleSize}`,
    percent(weight),
    percent(share),
  ]);
  print(table(['slice', 'normal', 'now', 'samples', 'of samples', 'of the change'], rows));
}

const percent = (part: number | null): string => (part === null ? '-' : `${Math.round(100 * part)} %`);

/** A field says little without its dataset: two steps of a path often have one name. */
function labelOf({ id, name }: { id: string; name: string }): string {
  const identity = parseAssetId(id);
  return identity?.kind === 'FEATURE' ? `${identity.namespace.split('/').at(-1)}.${name}` : name;
}
