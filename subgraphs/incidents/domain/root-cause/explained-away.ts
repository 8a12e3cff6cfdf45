/** What an asset shows: how clearly it is abnormal, and whether that began in time to matter. */
export interface Standing {
  /** Robust z; 0 where nothing is measured. */
  anomaly: number;
  /** 0..1, from the anomaly alone. */
  strength: number;
  /** 0..1, from changes alone, their time included. */
  change: number;
  /** 0..1, from those changes alone that somebody made, such as a deployment. */
  deed: number;
  /** Time factor of the anomaly. */
  time: number;
}

/**
 * 1 − s(p)·min(1, A(p)/A(c)) for the parent that explains most: what is abnormal because its input is abnormal is not
 * the first cause. A parent's change explains as well as its prior says; a parent that became abnormal at another time
 * explains little. What somebody did to the asset itself, no input explains.
 */
export function unexplainedBy(parents: readonly Standing[], own: Standing): number {
  const explained = parents.map((parent) => {
    const share = own.anomaly > 0 ? Math.min(1, parent.anomaly / own.anomaly) : 1;
    return Math.max(parent.strength * parent.time * share, parent.change);
  });
  return Math.max(1 - Math.max(0, ...explained), own.deed);
}
