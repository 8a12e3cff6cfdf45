export interface AssetRow {
  id: string;
  team: string;
  status: string;
  upstream: { asset: string; depth: number }[];
}

export interface Metric {
  id: string;
  definition: string;
  points: { time: string; value: number; sampleSize: number }[];
}

export interface Alert {
  id: string;
  audience: string;
  metric: string;
}

export interface Incident {
  id: string;
  title: string;
  severity: string;
  openedAt: string;
  asset: string;
  alerts: Alert[];
}

/** So many incidents, each of its own asset; about twelve times as many assets. */
const INCIDENTS = 40;
const UPSTREAM = 12;
const POINTS = 60;
const BEGIN = Date.UTC(2026, 9, 1);
const HOUR = 3_600_000;

/** The same data whenever it is made: a linear congruential generator (Numerical Recipes' constants) with a fixed seed. */
export class World {
  readonly teams = new Map<string, { id: string; name: string; contact: string }>();
  readonly definitions = new Map<string, { id: string; title: string; unit: string; version: number }>();
  readonly assets = new Map<string, AssetRow>();
  readonly metrics = new Map<string, Metric>();
  readonly incidents: Incident[] = [];
  #state = 42;

  constructor() {
    for (let team = 0; team < 8; team++)
      this.teams.set(`team-${team}`, { id: `team-${team}`, name: `Team ${team}`, contact: `#team-${team}` });
    for (let definition = 0; definition < 10; definition++)
      this.definitions.set(`definition-${definition}`, {
        id: `definition-${definition}`,
        title: `Metric number ${definition}`,
        unit: 'ratio',
        version: 1 + definition,
      });
    for (let incident = 0; incident < INCIDENTS; incident++) this.#addIncident(incident);
  }

  #addIncident(number: number): void {
    const upstream = Array.from({ length: UPSTREAM }, (_, depth) => {
      const id = `dataset/warehouse/table_${this.#below(INCIDENTS * 4)}`;
      this.#addAsset(id, []);
      return { asset: id, depth: depth + 1 };
    });
    const asset = `deployment/production/model-${number}`;
    this.#addAsset(asset, upstream);
    const metric = `metric-${number}`;
    this.metrics.set(metric, {
      id: metric,
      definition: `definition-${number % 10}`,
      points: Array.from({ length: POINTS }, (_, hour) => ({
        time: new Date(BEGIN + hour * HOUR).toISOString(),
        value: this.#below(10_000) / 10_000,
        sampleSize: this.#below(5_000),
      })),
    });
    this.incidents.push({
      id: `incident-${number}`,
      title: `Accuracy of model ${number} fell`,
      severity: number % 3 === 0 ? 'CRITICAL' : 'WARNING',
      openedAt: new Date(BEGIN + number * HOUR).toISOString(),
      asset,
      alerts: [{ id: `alert-${number}`, audience: 'ON_CALL', metric }],
    });
  }

  #addAsset(id: string, upstream: AssetRow['upstream']): void {
    if (this.assets.has(id)) return;
    const status = this.#below(4) === 0 ? 'DEGRADED' : 'HEALTHY';
    this.assets.set(id, { id, team: `team-${this.#below(8)}`, status, upstream });
  }

  #below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state % bound;
  }
}
