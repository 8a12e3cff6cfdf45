import { KNOWN_THEN } from './edges.ts';
import { notRetracted } from './retractions.ts';

/** What a walk takes of `feeds`, at `$asOf` and, where one is asked, `$knownAt`. */
export const standing = (ever: boolean, indirect = true): string =>
  [
    'feeds.validFrom <= $asOf AND $asOf < feeds.validTo',
    ...(ever ? [KNOWN_THEN] : []),
    ...(indirect ? [] : ['feeds.indirect IS NULL']),
    notRetracted(ever),
  ].join(' AND ');
