import { durationOf } from '../../../vocabulary/duration.ts';
import type { IncidentTimesResolvers } from '../generated/resolver-types.ts';

const lengthOf = (length: number | null) => (length === null ? null : durationOf(length));

export const IncidentTimes: IncidentTimesResolvers = {
  toDetect: ({ toDetect }) => lengthOf(toDetect),
  toAcknowledge: ({ toAcknowledge }) => lengthOf(toAcknowledge),
  toResolve: ({ toResolve }) => lengthOf(toResolve),
  lasted: ({ lasted }) => lengthOf(lasted),
};
