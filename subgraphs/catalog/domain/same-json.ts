import canonicalize from 'canonicalize';

/** Whether two JSON values say the same, whatever the order of their fields. */
export const sameJson = (one: unknown, other: unknown): boolean =>
  one === other || (one !== undefined && other !== undefined && canonicalize(one) === canonicalize(other));
