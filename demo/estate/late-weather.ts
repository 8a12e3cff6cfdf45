import type { Instant } from '../../vocabulary/duration.ts';
import { MISSING } from './bins.ts';
import type { Day } from './day.ts';
import { WEATHER_FIELDS } from './flights.ts';

const DAY = 86_400_000;

/** The fault's days in 2013: it begins six days before today and lasts two. */
const FROM = Date.UTC(2013, 11, 26);
const TO = FROM + 2 * DAY;

const isLate = (time: Instant): boolean => time >= FROM && time < TO;

/** The same days, had the weather of two of them come only on the third. */
export function* withLateWeather(days: Iterable<Day>): Generator<Day> {
  let late = 0;
  for (const day of days) {
    if (isLate(day.start)) late += day.weather.rows;
    if (isLate(day.start)) yield withoutWeather(day);
    else yield day.start === TO ? { ...day, weather: { ...day.weather, late } } : day;
  }
}

/**
 * A day on which no weather came. What the model would have answered without it cannot be computed here, for the model
 * is not part of the data: nothing is known of how its answers turned out.
 */
function withoutWeather({ start, flights, features, weather, deployments }: Day): Day {
  const none = Object.fromEntries(WEATHER_FIELDS.map((field) => [field, { [MISSING]: flights }]));
  const nulls = { ...weather.nulls };
  for (const field of WEATHER_FIELDS) nulls[field] = 0;
  return {
    start,
    flights,
    features: { ...features, ...none },
    weather: { ...weather, rows: 0, nulls },
    deployments: deployments.map((deployment) => ({ ...deployment, labelled: 0, correct: 0, squaredError: 0 })),
  };
}
