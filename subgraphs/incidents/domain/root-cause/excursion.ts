/** Allowance and alarm of the CUSUM, in standard deviations. */
const ALLOWANCE = 0.5;
const ALARM = 5;

/** A spell during which a standardised series stayed away from its baseline. Both ends are indices, inclusive. */
export interface Excursion {
  /** First window after the CUSUM's last zero before its alarm. */
  from: number;
  /** Last window before the CUSUM is at zero again, or the last of the series. */
  to: number;
}

/**
 * Upward excursions of a standardised series by the one-sided CUSUM S = max(0, S + z − k), k = 0.5, alarm at h = 5
 * (Page 1954). S never exceeds h, so that a great excursion is over ten normal windows after its end, however great it
 * was. Unknown windows, NaN, leave S as it is.
 */
export function excursionsOf(zs: ArrayLike<number>): Excursion[] {
  const excursions: Excursion[] = [];
  let sum = 0;
  let from = 0;
  let last = 0;
  let alarmed = false;
  for (let index = 0; index < zs.length; index += 1) {
    const next = sum + (zs[index] as number) - ALLOWANCE;
    if (next > 0) {
      if (sum === 0) from = index;
      if (next >= ALARM) alarmed = true;
      last = index;
      sum = Math.min(ALARM, next);
    } else if (next <= 0) {
      if (alarmed) excursions.push({ from, to: last });
      alarmed = false;
      sum = 0;
    }
  }
  if (alarmed) excursions.push({ from, to: last });
  return excursions;
}

/**
 * The first window from which S is zero whatever it was before the series; null when that cannot be told. S is at most h, and one
 * that starts lower never passes one that starts higher: where that from h is at zero, all are.
 */
export function calmFrom(zs: ArrayLike<number>): number | null {
  let sum = ALARM;
  for (let index = 0; index < zs.length; index += 1) {
    const next = sum + (zs[index] as number) - ALLOWANCE;
    if (next <= 0) return index + 1;
    if (next > 0) sum = Math.min(ALARM, next);
  }
  return null;
}
