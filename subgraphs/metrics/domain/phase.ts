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

function moved(phase: Phase, condition: Condition, window: Span, patience: Patience): Phase {
  switch (phase.kind) {
    case 'NORMAL':
      if (condition === 'BREACHED') return breachedFor(window.start, 1, patience);
      return { kind: 'NORMAL', blipUntil: phase.blipUntil && phase.blipUntil > window.end ? phase.blipUntil : null };
    case 'PENDING':
      if (condition === 'BREACHED') return breachedFor(phase.onset, phase.windows + 1, patience);
      return { kind: 'NORMAL', blipUntil: window.end + patience.milliseconds };
    case 'BREACHED':
      return condition === 'BREACHED' ? phase : clearFor(phase.onset, condition, 0, patience);
    case 'RECOVERING':
      if (condition === 'BREACHED') return { kind: 'BREACHED', onset: phase.onset };
      return clearFor(phase.onset, condition, phase.windows, patience);
  }
}

const breachedFor = (onset: Instant, windows: number, patience: Patience): Phase =>
  windows >= patience.windows ? { kind: 'BREACHED', onset } : { kind: 'PENDING', onset, windows };

function clearFor(onset: Instant, condition: Condition, before: number, patience: Patience): Phase {
  const windows = condition === 'CLEAR' ? before + 1 : 0;
  return windows >= patience.windows ? { kind: 'NORMAL', blipUntil: null } : { kind: 'RECOVERING', onset, windows };
}

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
