import { Command } from 'commander';
import { stringify } from 'yaml';
import { wholeNumber } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { figure, minute, print, printJson, styled } from '../output.ts';
import { ask } from '../server.ts';

interface Threshold {
  audience: string;
  severity: string;
  comparison: string;
  value: number;
  clearValue: number | null;
  for: string;
}

interface Parameters {
  range: { low: number; high: number } | null;
  target: number | null;
  burnRates: { factor: number; long: string; short: string }[];
  detector: { kind: string } | null;
}

interface Shown {
  name: string;
  version: number;
  revision: number;
  title: string;
  category: string;
  appliesTo: string[];
  unit: string;
  direction: string;
  formula: string;
  method: object;
  source: object;
  inputs: { variable: string; definition: { id: string } | null }[];
  window: string;
  timezone: string;
  lateness: string;
  minimumSamples: number;
  baseline: Record<string, string | null> | null;
  expected: { normal: string | null; degraded: string | null } | null;
  thresholds: Threshold[];
  thresholdParameters: Parameters[];
  sensitivity: string;
  owner: { name: string; contact: string | null } | null;
  reviewers: string[];
  reviewBy: string | null;
  tags: string[];
  playbook: { title: string; steps: { order: number; title: string; instruction: string }[] } | null;
  author: string | null;
  appliedAt: string | null;
  reason: string | null;
  fingerprint: string;
}

const SHOW = `query Definition($name: String!, $version: Int) {
  definition(name: $name, version: $version) {
    id name version revision title category appliesTo unit direction formula method source
    inputs { variable definition { id } }
    window timezone lateness minimumSamples baseline { kind from to length season }
    expected { normal degraded }
    thresholds { audience severity comparison value clearValue for } thresholdParameters
    sensitivity owner { name contact } reviewers reviewBy tags
    playbook { title steps { order title instruction } }
    author appliedAt reason fingerprint
  }
}`;

export const showCommand = (): Command =>
  new Command('show')
    .description('Shows a metric definition: what it means, when it matters and what to do then.')
    .argument('<name>', 'name of the definition, such as prediction.accuracy')
    .option('--version <number>', 'an earlier version', wholeNumber)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater catalog show prediction.accuracy --version 1')
    .action(async (name: string, { version, json }: { version?: number; json?: boolean }) => {
      const { definition } = await ask<{ definition: Shown | null }>(SHOW, { name, version }, 'definition');
      if (!definition) throw unknownDefinition(name, version);
      if (json) return printJson(definition);
      printDefinition(definition);
    });

export const unknownDefinition = (name: string, version?: number): CommandFailure =>
  new CommandFailure(
    EXIT.notFound,
    version === undefined ? `no definition ${name}` : `no definition ${name} in version ${version}`,
    version === undefined
      ? '`headwater catalog list` shows those there are'
      : '`headwater catalog history` shows those there are',
  );

function printDefinition(shown: Shown): void {
  print(`${styled('bold', shown.title)}  ${shown.name}@${shown.version}`);
  line(
    'applied',
    `${minute(shown.appliedAt)} by ${shown.author ?? 'somebody unknown'}${shown.reason ? `: ${shown.reason}` : ''}`,
  );
  line('owner', shown.owner?.contact ? `${shown.owner.name} <${shown.owner.contact}>` : (shown.owner?.name ?? '-'));
  if (shown.reviewBy || shown.reviewers.length > 0)
    line('review', [shown.reviewBy && `by ${shown.reviewBy}`, ...shown.reviewers].filter(Boolean).join(', '));
  line('category', `${shown.category}, on ${shown.appliesTo.join(', ')}`);
  if (shown.tags.length > 0) line('tags', shown.tags.join(', '));
  line('formula', `${shown.formula}  [${shown.unit}], ${shown.direction.toLowerCase().replaceAll('_', ' ')}`);
  line('method', flow(shown.method));
  if (Object.keys(shown.source).length > 0) line('source', flow(shown.source));
  for (const { variable, definition } of shown.inputs) line('', `${variable} is ${definition?.id ?? 'unknown'}`);
  line(
    'window',
    `${shown.window} in ${shown.timezone}, ${shown.lateness === 'PT0S' ? 'judged at its end' : `judged ${shown.lateness} after its end`}, of ${shown.minimumSamples} samples or more`,
  );
  if (shown.baseline) line('baseline', flow(shown.baseline));
  line('normal', shown.expected?.normal ?? '-');
  line('degraded', shown.expected?.degraded ?? '-');
  for (const [index, threshold] of shown.thresholds.entries())
    line(index === 0 ? 'matters' : '', sentenceOf(threshold, shown.thresholdParameters[index]));
  line('sensitivity', shown.sensitivity);
  line('fingerprint', shown.fingerprint);
  if (!shown.playbook) return;
  print(`\n${styled('bold', shown.playbook.title)}`);
  for (const { order, title, instruction } of shown.playbook.steps) print(`  ${order}. ${title}: ${instruction}`);
}

const line = (label: string, text: string): void => print(`  ${styled('dim', label.padEnd(11))} ${text}`);

/** A value in YAML's short form, without what is null. */
const flow = (value: object): string =>
  stringify(Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null)), {
    collectionStyle: 'flow',
    lineWidth: 0,
  }).trim();

function sentenceOf(
  { audience, severity, comparison, value, clearValue, for: lasting }: Threshold,
  more?: Parameters,
): string {
  const rates = (more?.burnRates ?? []).map(
    ({ factor, long, short }) => `${factor} times too fast over ${long} and ${short}`,
  );
  const condition =
    comparison === 'BURN_RATE'
      ? `the budget of ${figure(value)}${more?.target ? ` within ${figure(more.target)}` : ''} burns ${rates.join(' or ')}`
      : comparison === 'OUTSIDE'
        ? `outside ${figure(more?.range?.low)} to ${figure(more?.range?.high)} for ${lasting}`
        : more?.detector
          ? `lastingly ${inWords(comparison)} ${figure(value)}, found by ${more.detector.kind}`
          : `${inWords(comparison)} ${figure(value)} for ${lasting}`;
  return `${severity} to ${audience}: ${condition}${clearValue === null ? '' : `, clears at ${figure(clearValue)}`}`;
}

const inWords = (comparison: string): string => comparison.toLowerCase().replaceAll('_', ' ');
