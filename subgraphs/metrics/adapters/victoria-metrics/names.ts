import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { FingerprintedKey, Measurement } from '../../domain/measurement.ts';

/** Every name of ours begins with it, so that other data in the store is left alone. */
export const PREFIX = 'headwater_';
/** One sample for each write of a metric: at the time of the write, the earliest end that was written. */
export const ARRIVAL = `${PREFIX}arrival`;

/** The labels that say which metric it is. */
export const labelsOf = ({ name, fingerprint, asset }: FingerprintedKey): Record<string, string> => ({
  metric: name,
  fingerprint,
  asset,
});

export const keyOf = ({ metric = '', fingerprint = '', asset = '' }: Record<string, string>): FingerprintedKey => ({
  name: metric,
  fingerprint,
  asset: asset as AssetId,
});

type Identified = Pick<Measurement, 'name' | 'fingerprint' | 'asset' | 'dimensions'>;

/** The same for what may share series, and for nothing else. */
export const seriesText = ({ name, fingerprint, asset, dimensions }: Identified): string =>
  `${fingerprint} ${asset} ${name}\n${dimensions}`;
