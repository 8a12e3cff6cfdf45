import type { Instant } from '../../vocabulary/duration.ts';
import type { Shift } from '../shift.ts';
import type { Day, TracedRequest } from './day.ts';
import { type Environment, servedVersion } from './deployments.ts';
import { WEATHER_FIELDS } from './flights.ts';
import { requestHash, timingOf } from './request.ts';

type Value = string | number | boolean | string[];

/** OTLP JSON: 64-bit integers as text. */
function anyValue(value: Value): object {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

const attributesOf = (attributes: Record<string, Value>): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

const nanoseconds = (milliseconds: Instant): string => `${BigInt(Math.round(milliseconds * 1000))}000`;

const INTERNAL = 1;
const SERVER = 2;
const CLIENT = 3;

/** The spans of one scoring request: the answer, reading the features, the model. */
function spansOf({ flight, calledLate }: TracedRequest, environment: Environment, shift: Shift): object[] {
  const hash = requestHash(flight.id, environment, shift);
  const start = shift.instant(flight.time);
  const { total, lookup } = timingOf(flight.id, environment);
  const missing = WEATHER_FIELDS.filter((field) => flight.weather[field] === null);
  const root = hash.slice(32, 48);
  const span = (
    spanId: string,
    name: string,
    kind: number,
    from: number,
    to: number,
    attributes: Record<string, Value>,
  ) => ({
    traceId: hash.slice(0, 32),
    spanId,
    ...(spanId === root ? {} : { parentSpanId: root }),
    name,
    kind,
    startTimeUnixNano: nanoseconds(start + from),
    endTimeUnixNano: nanoseconds(start + to),
    attributes: attributesOf(attributes),
    status: {},
  });
  return [
    span(root, 'POST /v1/flight-delay', SERVER, 0, total, {
      'http.request.method': 'POST',
      'http.route': '/v1/flight-delay',
      'http.response.status_code': 200,
      'flight.carrier': flight.carrier,
      'flight.origin': flight.origin,
      'flight.dest': flight.dest,
    }),
    span(hash.slice(48, 64), 'SELECT flight_features', CLIENT, 0.05 * total, 0.05 * total + lookup, {
      'db.system.name': 'postgresql',
      'db.collection.name': 'features.flight_features',
      'features.missing': missing,
      'features.missing.count': missing.length,
    }),
    span(hash.slice(16, 32), 'predict', INTERNAL, 0.1 * total + lookup, 0.95 * total, {
      'model.name': 'flight-delay',
      'model.version': servedVersion(environment),
      ...(flight.score === null || calledLate === null
        ? {}
        : { 'prediction.score': flight.score, 'prediction.late': calledLate }),
    }),
  ];
}

/** The traced scoring requests of a day as bodies of `POST /v1/traces`, one a deployment. */
export const tracesOf = ({ deployments }: Day, shift: Shift): object[] =>
  deployments
    .filter(({ traced }) => traced.length > 0)
    .map(({ environment, traced }) => ({
      resourceSpans: [
        {
          resource: {
            attributes: attributesOf({
              'service.name': 'flight-delay',
              'service.version': '2.1.0',
              'deployment.environment.name': environment,
            }),
          },
          scopeSpans: [
            {
              scope: { name: 'flight-delay.serving' },
              spans: traced.flatMap((request) => spansOf(request, environment, shift)),
            },
          ],
        },
      ],
    }));
