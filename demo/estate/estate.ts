import type { Shift } from '../shift.ts';
import { countedDays } from './counted-days.ts';
import { withLateWeather } from './late-weather.ts';
import { type ObservationLine, observationsOf } from './observations.ts';
import { eventsOf, type LineageEvent } from './openlineage.ts';
import { runsOf, trainingRuns } from './pipeline.ts';
import { tracesOf } from './traces.ts';

/** A fault that can be put into the estate, upstream of everything it shows in. */
export const FAULTS = ['late-weather'] as const;
export type Fault = (typeof FAULTS)[number];

/** What the estate's producers send of one day. */
export interface Messages {
  /** OpenLineage events, in order of time. */
  events: LineageEvent[];
  observations: ObservationLine[];
  /** Bodies of OTLP trace exports. */
  traces: object[];
}

/** Everything the estate's producers send over the year, day by day. */
export function* messages(shift: Shift, fault: Fault | null): Generator<Messages> {
  yield { events: trainingRuns(shift).flatMap(eventsOf), observations: [], traces: [] };
  for (const day of fault === 'late-weather' ? withLateWeather(countedDays()) : countedDays())
    yield {
      events: inOrderOfTime(runsOf(day, shift).flatMap(eventsOf)),
      observations: observationsOf(day, shift),
      traces: tracesOf(day, shift),
    };
}

const inOrderOfTime = (events: LineageEvent[]): LineageEvent[] =>
  events.sort((a, b) => a.eventTime.localeCompare(b.eventTime));
