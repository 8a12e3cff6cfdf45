import type { Command } from 'commander';
import { wordOf } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { change, type PostMortem, stateText, versionOf } from './post-mortem.ts';
import { type Said, versionedCommand } from './write.ts';

const ORIGINS = ['DATA', 'MODEL', 'DEPLOYMENT'];

interface Confirmed extends Said {
  answered?: boolean;
  unrecorded?: boolean;
  origin?: string;
  note?: string;
  alert?: string;
}

export const confirmCommand = (): Command => {
  // In the order in which they are written, for `--or` belongs to the `--cause` before it.
  const causes: { assets: string[] }[] = [];
  const orphans: string[] = [];
  return versionedCommand(
    'confirm',
    'Says what began the incident; what was answered when the alert fired is kept beside it.',
    '--cause job/etl/load_orders --origin DATA --note "the source was late"',
  )
    .option('--answered', 'it is what was answered first')
    .option('--cause <asset>', 'it is this asset; given again: another cause', (asset: string) => {
      causes.push({ assets: [asset] });
    })
    .option('--or <asset>', 'another asset that names the cause before it', (asset: string) => {
      const last = causes.at(-1);
      if (last) last.assets.push(asset);
      else orphans.push(asset);
    })
    .option('--unrecorded', 'nothing that is recorded began it')
    .option('--origin <origin>', `which of ${ORIGINS.join(', ')} began it (default: not known)`, wordOf(ORIGINS))
    .option('--note <text>', 'how it came about; shown with incidents like it')
    .option('--alert <id>', 'the alert whose root cause is meant (default: the one that leads the incident)')
    .action(async (incident: string, { answered, unrecorded, atVersion, json, ...said }: Confirmed) => {
      if ([answered, unrecorded, causes.length > 0].filter(Boolean).length !== 1 || orphans.length > 0)
        throw new CommandFailure(
          EXIT.usage,
          'say what began it in one way',
          'give --answered, or --cause <asset> with further names by --or <asset>, or --unrecorded',
        );
      const { origin, note, alert, by } = said;
      const input = { causes: answered ? null : causes, origin, note, alert, by };
      const version = await versionOf(incident, atVersion);
      await change('confirmPostMortemCause', { incident, version, ...input }, { json }, told);
    });
};

const told = (postMortem: PostMortem): string => {
  const { cause } = postMortem;
  const agreement = { CONFIRMED: 'as it was answered', CORRECTED: 'other than it was answered' };
  const how = agreement[cause?.agreement as keyof typeof agreement] ?? 'what was answered is not known';
  const kept = cause?.labelledCaseGap ? `; no labelled case: ${cause.labelledCaseGap}` : '; kept as a labelled case';
  return `${stateText(postMortem)}\ncause: ${how}${kept}`;
};
