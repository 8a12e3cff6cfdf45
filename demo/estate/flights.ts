import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Instant } from '../../vocabulary/duration.ts';

const DAY = 86_400_000;

/** Midnight before a time, in UTC. */
export const startOfDay = (time: Instant): Instant => Math.floor(time / DAY) * DAY;

/** The hourly weather observations that the model takes in, in the file's order. */
export const WEATHER_FIELDS = ['temp', 'dewp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'] as const;
export type WeatherField = (typeof WEATHER_FIELDS)[number];

/** An airport's weather in one hour; an observation that the source did not deliver is null. */
export type Weather = Record<WeatherField, number | null>;

/** A flight as it was scored and as it turned out. */
export interface Flight {
  /** Row number of the source. */
  id: number;
  /** Scheduled departure in 2013, New York's clock read as UTC. */
  time: Instant;
  carrier: string;
  origin: string;
  dest: string;
  /** Day of the week, Monday 0. */
  dow: string;
  hour: number;
  /** In miles. */
  distance: number;
  weather: Weather;
  /** The model's probability of arriving more than 15 minutes late; null before the model existed. */
  score: number | null;
  /** Whether it arrived more than 15 minutes late; null when it never arrived. */
  late: boolean | null;
}

const numberOf = (text: string | undefined): number | null => (text ? +text : null);

/** Reads a line of `id,ts,carrier,origin,dest,dow,hour,distance,temp…visib[,score],label`. */
function flightOf(line: string, scored: boolean): Flight {
  const cells = line.split(',');
  const [id = '', time = '', carrier = '', origin = '', dest = '', dow = ''] = cells;
  const label = cells[scored ? 16 : 15];
  return {
    id: +id,
    time: Date.parse(`${time}:00Z`),
    carrier,
    origin,
    dest,
    dow,
    hour: numberOf(cells[6]) ?? 0,
    distance: numberOf(cells[7]) ?? 0,
    weather: {
      temp: numberOf(cells[8]),
      dewp: numberOf(cells[9]),
      humid: numberOf(cells[10]),
      wind_speed: numberOf(cells[11]),
      precip: numberOf(cells[12]),
      pressure: numberOf(cells[13]),
      visib: numberOf(cells[14]),
    },
    score: scored ? numberOf(cells[15]) : null,
    late: label ? label === '1' : null,
  };
}

/** The lines of a compressed file but for its heading, as many at a time as one chunk of the file holds. */
async function* linesOf(file: string): AsyncGenerator<string[]> {
  const source = createReadStream(new URL(`../data/${file}`, import.meta.url))
    .pipe(createGunzip())
    .setEncoding('utf8');
  let rest = '';
  let first = true;
  for await (const chunk of source) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield first ? lines.slice(1) : lines;
    first = false;
  }
}

/** The flights of a file, a day at a time. */
async function* daysOf(file: string, scored: boolean): AsyncGenerator<Flight[]> {
  let day: Flight[] = [];
  let midnight = Number.POSITIVE_INFINITY;
  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      const flight = flightOf(line, scored);
      if (flight.time >= midnight) {
        yield day;
        day = [];
      }
      if (!day.length) midnight = startOfDay(flight.time) + DAY;
      day.push(flight);
    }
  }
  yield day;
}

/** Every day of 2013 with its flights in order of scheduled departure; the first two months are without scores. */
export async function* flightDays(): AsyncGenerator<Flight[]> {
  yield* daysOf('reference.csv.gz', false);
  yield* daysOf('predictions.csv.gz', true);
}
