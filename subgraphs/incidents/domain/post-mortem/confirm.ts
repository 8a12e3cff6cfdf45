import { type AssetId, assetIdFault, parseAssetId } from '../../../../vocabulary/asset-id.ts';
import type { RootCause } from '../root-cause/answer.ts';
import type { Change } from '../root-cause/question.ts';
import { type Check, faultsOf, lengthChecks, type Refusal } from './changed.ts';
import type { Answered, CauseEvidence, Confirmation, ConfirmedCause } from './post-mortem.ts';

const MOST_CAUSES = 20;
const MOST_ASSETS = 20;
const LONGEST_NOTE = 5_000;

/** Each list names one cause; none at all: nothing recorded began it. */
export type AskedCauses = readonly (readonly string[])[];

/** What is wrong with what was asked, without asking anybody. */
export function causeFaults(asked: AskedCauses | null, note: string | null | undefined): Refusal[] {
  const causes = asked ?? [];
  return faultsOf([
    ...lengthChecks('note', note, LONGEST_NOTE),
    [causes.length > MOST_CAUSES, 'causes', `causes names ${causes.length}; at most ${MOST_CAUSES}`],
    ...causes.flatMap((assets, index): Check[] => {
      const field = `causes.${index}.assets`;
      return [
        [assets.length === 0, field, 'name at least one asset; `causes: []` says that nothing recorded began it'],
        [assets.length > MOST_ASSETS, field, `it names ${assets.length} assets; at most ${MOST_ASSETS}`],
        ...assets.map((id, at): Check => [parseAssetId(id) === null, `${field}.${at}`, assetIdFault(id)]),
      ];
    }),
  ]);
}

/** What was answered first; null when no cause was. Assets that share the first rank are names of one cause. */
export function firstAnswered(answered: Answered | null): AssetId[][] | null {
  const first = answered?.causes.filter(({ rank }) => rank === 1) ?? [];
  return first.length === 0 ? null : [first.map(({ asset }) => asset)];
}

export const answeredOf = ({ outcome, origin, causes }: RootCause): Answered => ({
  ...{ outcome, origin: origin.verdict },
  causes: causes.map(({ rank, score, asset, summary }) => ({ rank, score, asset, summary })),
});

export function confirmedCauses(causes: readonly AssetId[][], answered: Answered | null): ConfirmedCause[] {
  return causes.map((assets) => {
    const ranks = answered?.causes.flatMap(({ asset, rank }) => (assets.includes(asset) ? rank : [])) ?? [];
    return { assets: [...new Set(assets)], answeredRank: ranks.length === 0 ? null : Math.min(...ranks) };
  });
}

/** What is known to have happened on the confirmed causes: by the answer where it named them, else by what changed there. */
export function evidenceOf(
  causes: readonly ConfirmedCause[],
  rootCause: RootCause | null,
  changes: readonly Change[],
): CauseEvidence[] {
  const assets = [...new Set(causes.flatMap((cause) => cause.assets))];
  return assets
    .flatMap((asset): CauseEvidence[] => {
      const ranked = rootCause?.causes.find((each) => each.asset === asset);
      const known = ranked?.evidence ?? changes.filter((each) => each.asset === asset);
      return known.map(({ asset: own = asset, kind, time, summary }) => ({ asset: own, kind, time, summary }));
    })
    .sort((a, b) => a.time - b.time);
}

export type Agreement = 'CONFIRMED' | 'CORRECTED';

/** Whether people say what was answered first; null when it is not known what was. */
export function agreementOf({ answered, causes, origin }: Confirmation): Agreement | null {
  if (!answered) return null;
  const isFirst = answered.causes.length === 0 ? causes.length === 0 : causes.some((each) => each.answeredRank === 1);
  const isOrigin = origin === null || answered.origin === 'UNDETERMINED' || answered.origin === origin;
  return isFirst && isOrigin ? 'CONFIRMED' : 'CORRECTED';
}
