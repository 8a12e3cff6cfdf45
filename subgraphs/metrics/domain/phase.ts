import type { Instant } from '../../../vocabulary/duration.ts';
import type { Condition } from './condition.ts';
import type { VerdictKind } from './verdict.ts';
import type { Span } from './windows.ts';

/**
 * Where a metric stands against one threshold. PENDING: breached, but not yet for the threshold's `for`. BREACHED and
 * RECOVERING: breached for so long, and not yet clear for so long.
 */
export type Phase =
  | { kind: 'NORMAL'; blipUntil: Instant | null }
  | { kind: 'PENDING'; onset: Instant; windows: number }
  | { kind: 'BREACHED'; onset: Instant }
  | { kind: 'RECOVERING'; onset: Instant; windows: number };

/** A phase and what led to it. */
export interface PhaseState {
  phase: Phase;
  wasBreached: boolean;
  /** Ends of the windows in the look-back at which the condition turned over. */
  turns: Instant[];
}

/** How a threshold counts windows. */
export interface Patience {
  /** Windows that make up its `for`; 1 at least. */
  windows: number;
  /** Length of its `for`, in milliseconds. */
  milliseconds: number;
  /** How far back turns are counted, in milliseconds. */
  lookBack: number;
}

const FLAPPING_TURNS = 3;

export const initialPhase: PhaseState = { phase: { kind: 'NORMAL', blipUntil: null }, wasBreached: false, turns: [] };

/** The state after one more window with data. */
export function nextPhase(state: PhaseState, condition: Condition, window: Span, patience: Patience): PhaseState {
  const isBreached = condition === 'BREACHED';
  const recent = state.turns.filter((turn) => turn > window.end - patience.lookBack);
  return {
    phase: moved(state.phase, condition, window, patience),
    wasBreached: isBreached,
    turns: isBreached === state.wasBreached ? recent : [...recent, window.end],
  };
}

type Transitions = {
  [Kind in Phase['kind']]: Record<
    Condition,
    (phase: Extract<Phase, { kind: Kind }>, window: Span, patience: Patience) => Phase
  >;
};

/** Every phase by every condition; a window that cannot be judged, or none at all, leaves the phase as it is. */
const TRANSITIONS: Transitions = {
  NORMAL: {
    BREACHED: (_, window, patience) => breachedFor(window.start, 1, patience),
    BETWEEN: (phase, window) => calm(phase.blipUntil, window),
    CLEAR: (phase, window) => calm(phase.blipUntil, window),
  },
  PENDING: {
    BREACHED: ({ onset, windows }, _, patience) => breachedFor(onset, windows + 1, patience),
    BETWEEN: (_, window, patience) => calm(window.end + patience.milliseconds, window),
    CLEAR: (_, window, patience) => calm(window.end + patience.milliseconds, window),
  },
  BREACHED: {
    BREACHED: (phase) => phase,
    BETWEEN: ({ onset }) => ({ kind: 'RECOVERING', onset, windows: 0 }),
    CLEAR: ({ onset }, _, patience) => clearFor(onset, 1, patience),
  },
  RECOVERING: {
    BREACHED: ({ onset }) => ({ kind: 'BREACHED', onset }),
    BETWEEN: ({ onset }) => ({ kind: 'RECOVERING', onset, windows: 0 }),
    CLEAR: ({ onset, windows }, _, patience) => clearFor(onset, windows + 1, patience),
  },
};

function moved(phase: Phase, condition: Condition, window: Span, patience: Patience): Phase {
  const transition = TRANSITIONS[phase.kind][condition] as (...of: [Phase, Span, Patience]) => Phase;
  return transition(phase, window, patience);
}

const calm = (blipUntil: Instant | null, { end }: Span): Phase => ({
  kind: 'NORMAL',
  blipUntil: blipUntil !== null && blipUntil > end ? blipUntil : null,
});

const breachedFor = (onset: Instant, windows: number, patience: Patience): Phase =>
  windows >= patience.windows ? { kind: 'BREACHED', onset } : { kind: 'PENDING', onset, windows };

const clearFor = (onset: Instant, windows: number, patience: Patience): Phase =>
  windows >= patience.windows ? { kind: 'NORMAL', blipUntil: null } : { kind: 'RECOVERING', onset, windows };

/** The verdict that a phase amounts to. */
export function kindOf({ phase, turns }: PhaseState): VerdictKind {
  if (phase.kind === 'BREACHED') return 'PERSISTENT';
  if (turns.length >= FLAPPING_TURNS) return 'FLAPPING';
  if (phase.kind === 'RECOVERING') return 'RECOVERING';
  return phase.kind === 'NORMAL' && phase.blipUntil !== null ? 'BLIP' : 'NORMAL';
}

/** Whether its alert should stand: from when the breach has lasted until it has been clear. */
export const isStanding = ({ phase }: PhaseState): boolean => phase.kind === 'BREACHED' || phase.kind === 'RECOVERING';

/** Start of the earliest window of the breach; null when there is none. */
export const onsetOf = ({ phase }: PhaseState): Instant | null => (phase.kind === 'NORMAL' ? null : phase.onset);
