import type { Instant } from '../../vocabulary/duration.ts';
import { type Flight, WEATHER_FIELDS, type Weather } from './flights.ts';
import type { Day } from './year.ts';

const DAY = 86_400_000;

/** The fault's days in 2013: it begins six days before today and lasts two. */
const FROM = Date.UTC(2013, 11, 26);
const TO = FROM + 2 * DAY;

const NO_WEATHER = Object.fromEntries(WEATHER_FIELDS.map((field) => [field, null])) as Weather;

const isLate = (time: Instant): boolean => time >= FROM && time < TO;

/**
 * The same flights, had the weather of two days come only on the third. What the model would have answered without
 * weather cannot be computed here, for the model is not part of the data: those scores are unknown.
 */
export async function* withoutWeather(flightDays: AsyncIterable<Flight[]>): AsyncGenerator<Flight[]> {
  for await (const flights of flightDays)
    yield flights.map((flight) => (isLate(flight.time) ? { ...flight, weather: NO_WEATHER, score: null } : flight));
}

/** The same days, the rows that came late counted on the day on which they came. */
export async function* withBacklog(days: AsyncIterable<Day>): AsyncGenerator<Day> {
  let backlog = 0;
  for await (const day of days) {
    if (isLate(day.start)) backlog += day.weatherExpected;
    yield day.start === TO ? { ...day, weatherLate: backlog } : day;
  }
}
