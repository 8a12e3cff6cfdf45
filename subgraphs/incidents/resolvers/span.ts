import { secondsText } from '../domain/seconds-text.ts';
import type { SpanResolvers } from '../generated/resolver-types.ts';

export const Span: SpanResolvers = {
  duration: ({ durationNanoseconds }) => secondsText(durationNanoseconds),
};
