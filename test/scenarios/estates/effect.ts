import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Deployment, Service, Table } from './layout.ts';

/** Hours of an estate's history, from `from` on and before `to`. */
export interface Hours {
  from: number;
  to: number;
}

/** Something that goes wrong at one place. What follows elsewhere is simulated. */
export type Effect = Hours &
  (
    | { kind: 'ROWS'; table: Table /** Of the usual number. */; factor: number }
    | { kind: 'NULLS'; table: Table; column: number; share: number }
    /** Those who read the column find nothing in it, while the table itself looks well. */
    | { kind: 'UNREADABLE'; table: Table; column: number; share: number }
    | { kind: 'SHIFT'; table: Table; column: number /** In standard deviations. */; size: number; ramp: number }
    /** What the model lost of its skill, whatever it is given; in accuracy. */
    | { kind: 'SKILL'; deployment: Deployment; loss: number; ramp: number }
    | { kind: 'SLOW'; service: Service | Deployment /** Times the usual latency. */; factor: number }
    /** A metric of one asset alone, on which nothing else depends; in its usual deviations. */
    | { kind: 'GLITCH'; asset: AssetId; metric: string; size: number }
  );

/** How much of an effect has set in at an hour: 0..1. */
export function shareAt({ from, to }: Hours, hour: number, ramp = 0): number {
  if (hour < from || hour >= to) return 0;
  return ramp > 0 ? Math.min(1, (hour - from + 1) / ramp) : 1;
}

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

export const ofKind = <Kind extends Effect['kind']>(effects: readonly Effect[], kind: Kind): Of<Kind>[] =>
  effects.filter((effect): effect is Of<Kind> => effect.kind === kind);
