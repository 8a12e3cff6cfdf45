import { spokenDurationOf } from '../../../vocabulary/duration.ts';
import { isInForce } from '../domain/silence.ts';
import type {
  AlertMatcherResolvers,
  SilencePayloadResolvers,
  SilenceResolvers,
  WeeklyResolvers,
} from '../generated/resolver-types.ts';
import { silenceWarnings } from '../use-cases/silence-warnings.ts';

export const SilencePayload: SilencePayloadResolvers = {
  warnings: ({ silence }, _, context) => (silence ? silenceWarnings(context, silence.matcher) : []),
};

export const Silence: SilenceResolvers = {
  state: (silence, _, { now }) => {
    const end = silence.expiredAt ?? silence.to;
    if (end !== null && end <= now) return 'EXPIRED';
    return isInForce(silence, now) ? 'ACTIVE' : 'PENDING';
  },
  to: ({ expiredAt, to }) => expiredAt ?? to,
};

export const AlertMatcher: AlertMatcherResolvers = {
  asset: ({ asset }) => asset && { id: asset },
  downstream: ({ isDownstreamIncluded }) => isDownstreamIncluded,
};

export const Weekly: WeeklyResolvers = {
  for: ({ length }) => spokenDurationOf(length),
};
