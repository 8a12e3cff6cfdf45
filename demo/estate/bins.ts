import { readFileSync } from 'node:fs';
import { type Flight, WEATHER_FIELDS, type WeatherField } from './flights.ts';

/** The training run's account of its features: inner bin edges, and the categories it saw. */
interface Reference {
  threshold: number;
  edges: Record<string, number[]>;
  categories: Record<string, string[]>;
}

export const reference = JSON.parse(
  readFileSync(new URL('../data/reference.json', import.meta.url), 'utf8'),
) as Reference;

/** Every input of the model. */
export const FEATURES = ['hour', 'distance', 'carrier', 'origin', 'dest', 'dow', ...WEATHER_FIELDS] as const;
export type Feature = (typeof FEATURES)[number];

/** The label of a missing value. */
export const MISSING = 'missing';
/** The label of a category that training never saw. */
const OTHER = 'other';

const isWeather = (feature: Feature): feature is WeatherField =>
  (WEATHER_FIELDS as readonly string[]).includes(feature);

const inputOf = (flight: Flight, feature: Feature): number | string | null =>
  isWeather(feature) ? flight.weather[feature] : flight[feature];

/** The inner edges a and b make the bins `<= a`, `(a, b]` and `> b`. */
function labelsOf(edges: readonly number[]): string[] {
  const between = edges.slice(1).map((edge, index) => `(${edges[index]}, ${edge}]`);
  return [`<= ${edges[0]}`, ...between, `> ${edges.at(-1)}`];
}

/** Puts a value of one feature into the bin that training froze for it. */
function binning(feature: Feature): (value: number | string | null) => string {
  const edges = reference.edges[feature];
  if (edges) {
    const labels = labelsOf(edges);
    return (value) => {
      if (value === null) return MISSING;
      const index = edges.findIndex((edge) => (value as number) <= edge);
      return labels[index === -1 ? edges.length : index] as string;
    };
  }
  const categories = new Set(reference.categories[feature]);
  return (value) => (value === null ? MISSING : categories.has(String(value)) ? String(value) : OTHER);
}

const BINNINGS = FEATURES.map((feature) => ({ feature, binOf: binning(feature) }));

/** Flights counted by the bin that each of their features falls in. */
export type FeatureCounts = Record<Feature, Record<string, number>>;

export const noFlights = (): FeatureCounts =>
  Object.fromEntries(FEATURES.map((feature) => [feature, {}])) as FeatureCounts;

/** Counts one more flight. */
export function countFlight(counts: FeatureCounts, flight: Flight): void {
  for (const { feature, binOf } of BINNINGS) {
    const bin = binOf(inputOf(flight, feature));
    counts[feature][bin] = (counts[feature][bin] ?? 0) + 1;
  }
}
