/**
 * A churn model whose orders stop arriving. On 28 September the load of raw orders fails; from that day the feature
 * `amount` is missing for most rows and the deployment's accuracy falls. Its other input, tenure, stays well.
 * Every time is fixed: the last day is 30 September 2026.
 */
import { createHash } from 'node:crypto';

const FIRST_DAY = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;
const DAYS = 30;
const FAULT_DAY = 27;

const PRODUCER = 'https://example.com/churn-pipeline/1.4.0';
const NAMESPACE = 'churn-pipeline';
const WAREHOUSE = 'warehouse';

type Facets = Record<string, object>;

const facet = (name: string, body: object): Facets => ({
  [name]: { _producer: PRODUCER, _schemaURL: `https://openlineage.io/spec/facets/1-0-0/${name}.json`, ...body },
});

interface Dataset {
  namespace: string;
  name: string;
  facets: Facets;
}

const table = (name: string, fields: string[], more: Facets = {}): Dataset => ({
  namespace: WAREHOUSE,
  name,
  facets: { ...facet('schema', { fields: fields.map((field) => ({ name: field, type: 'DOUBLE' })) }), ...more },
});

const RAW_ORDERS = table('raw.orders', ['customer', 'amount']);
const RAW_CUSTOMERS = table('raw.customers', ['customer', 'since']);
const STAGED_ORDERS = table('staging.orders', ['customer', 'amount']);

const derived = (dataset: string, field: string, subtype: string) => ({
  inputFields: [
    { namespace: WAREHOUSE, name: dataset, field, transformations: [{ type: 'DIRECT', subtype, masking: false }] },
  ],
});

const FEATURES = table(
  'features.customer',
  ['amount', 'tenure'],
  facet('columnLineage', {
    fields: {
      amount: derived('staging.orders', 'amount', 'AGGREGATION'),
      tenure: derived('raw.customers', 'since', 'TRANSFORMATION'),
    },
  }),
);

const MODEL: Dataset = {
  namespace: 'models',
  name: 'churn',
  facets: { ...facet('datasetType', { datasetType: 'MODEL' }), ...facet('version', { datasetVersion: '7' }) },
};

interface Job {
  name: string;
  inputs: Dataset[];
  outputs: Dataset[];
  facets?: Facets;
}

const LOAD: Job = { name: 'load_orders', inputs: [RAW_ORDERS], outputs: [STAGED_ORDERS] };
const BUILD: Job = { name: 'build_features', inputs: [STAGED_ORDERS, RAW_CUSTOMERS], outputs: [FEATURES] };
const TRAIN: Job = { name: 'train_churn', inputs: [FEATURES], outputs: [MODEL] };
const DEPLOY: Job = {
  name: 'churn',
  inputs: [MODEL, FEATURES],
  outputs: [],
  facets: {
    ...facet('jobType', { jobType: 'DEPLOYMENT', processingType: 'STREAMING', integration: 'CHURN' }),
    ...facet('tags', { tags: [{ key: 'environment', value: 'prod' }] }),
  },
};

const uuidOf = (text: string): string => {
  const hash = createHash('sha256').update(text).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `7${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
};

const event = (job: Job, type: string, time: number, runFacets: Facets = {}) => ({
  eventType: type,
  eventTime: new Date(time).toISOString(),
  producer: PRODUCER,
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId: uuidOf(`${job.name} ${Math.floor((time - FIRST_DAY) / DAY)}`), facets: runFacets },
  job: { namespace: NAMESPACE, name: job.name, facets: job.facets ?? {} },
  inputs: job.inputs,
  outputs: job.outputs,
});

const completed = (job: Job, time: number) => [event(job, 'START', time), event(job, 'COMPLETE', time + 600_000)];

function day(index: number): object[] {
  const morning = FIRST_DAY + index * DAY + 2 * 3_600_000;
  const load =
    index < FAULT_DAY
      ? completed(LOAD, morning)
      : [
          event(LOAD, 'START', morning),
          event(
            LOAD,
            'FAIL',
            morning + 60_000,
            facet('errorMessage', { message: 'orders export not found', programmingLanguage: 'python' }),
          ),
        ];
  return [...load, ...completed(BUILD, morning + 3_600_000)];
}

/** The OpenLineage events of the whole scenario, in order of time. */
export const events = (): object[] => [
  ...day(0),
  ...completed(TRAIN, FIRST_DAY + 6 * 3_600_000),
  ...completed(DEPLOY, FIRST_DAY + 8 * 3_600_000),
  ...Array.from({ length: DAYS - 1 }, (_, index) => day(index + 1)).flat(),
];

/** A number in [0, 1) that looks random and never changes. */
const noise = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;

export const TRACE = createHash('sha256').update('a slow answer').digest('hex').slice(0, 32);

/** Daily observations: accuracy and requests of the deployment, missing values of its two features. */
export const observations = (): object[] =>
  Array.from({ length: DAYS }, (_, index) => {
    const time = new Date(FIRST_DAY + (index + 1) * DAY).toISOString();
    const faulty = index >= FAULT_DAY;
    const missing = (field: string, share: number) => ({
      metric: 'feature.missing',
      asset: `feature/${WAREHOUSE}/features.customer/${field}`,
      time,
      numerator: Math.round(1000 * share),
      denominator: 1000,
    });
    return [
      {
        metric: 'prediction.accuracy',
        asset: 'deployment/prod/churn',
        time,
        numerator: Math.round(1000 * ((faulty ? 0.7 : 0.9) + 0.02 * noise(`accuracy ${index}`))),
        denominator: 1000,
        ...(faulty ? { traceId: TRACE } : {}),
      },
      {
        metric: 'serving.requests',
        asset: 'deployment/prod/churn',
        time,
        value: Math.round(10_000 + 500 * noise(`requests ${index}`)),
      },
      missing('amount', (faulty ? 0.6 : 0.01) + 0.01 * noise(`amount ${index}`)),
      missing('tenure', 0.01 + 0.01 * noise(`tenure ${index}`)),
    ];
  }).flat();

const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** One scoring request of the first bad day, as OTLP JSON. */
/** Noon of the first bad day, in milliseconds. */
export const FAULT_TIME = FIRST_DAY + FAULT_DAY * DAY + 12 * 3_600_000;

export function traces(): object {
  const start = FAULT_TIME;
  const span = (id: string, parent: string, name: string, from: number, to: number) => ({
    traceId: TRACE,
    spanId: id,
    parentSpanId: parent,
    name,
    kind: parent ? 1 : 2,
    startTimeUnixNano: `${start + from}000000`,
    endTimeUnixNano: `${start + to}000000`,
    attributes: [attribute('churn.step', name)],
    status: {},
  });
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [attribute('service.name', 'churn'), attribute('deployment.environment.name', 'prod')],
        },
        scopeSpans: [
          {
            scope: { name: 'churn' },
            spans: [
              span('00000000000000a1', '', 'POST /score', 0, 42),
              span('00000000000000a2', '00000000000000a1', 'look up features', 2, 30),
              span('00000000000000a3', '00000000000000a1', 'predict', 30, 41),
            ],
          },
        ],
      },
    ],
  };
}

/** What a steward adds by hand: who calls the deployment. */
export const declaration = {
  assets: [{ id: 'service/prod/shop', title: 'Shop' }],
  edges: [{ from: 'deployment/prod/churn', to: 'service/prod/shop', role: 'CALLS', validFrom: '2026-09-01T00:00:00Z' }],
  idempotencyKey: 'the shop calls churn',
};
