import { agreementOf } from '../domain/post-mortem/confirm.ts';
import type {
  AnsweredCauseResolvers,
  CauseConfirmationResolvers,
  ConfirmedCauseResolvers,
} from '../generated/resolver-types.ts';

export const CauseConfirmation: CauseConfirmationResolvers = {
  agreement: agreementOf,
  alert: ({ alert }, _, { loaders }) => loaders.alert.load(alert),
  hasLabelledCase: ({ caseGap }) => caseGap === null,
  labelledCaseGap: ({ caseGap }) => caseGap,
};

export const ConfirmedCause: ConfirmedCauseResolvers = {
  assets: ({ assets }) => assets.map((id) => ({ id })),
};

export const AnsweredCause: AnsweredCauseResolvers = {
  asset: ({ asset }) => ({ id: asset }),
};
