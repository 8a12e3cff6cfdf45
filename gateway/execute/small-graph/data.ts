/** What the small graph's subgraphs know. Each id is answered by those who have it; `lost` by nobody. */
export interface AssetRow {
  id: string;
  title: string | null;
  size: number;
  weight: number;
  parts: string[];
  near: string | null;
  owner: string | null;
  steward: string | null;
  signals: string[];
}

export const ASSETS: Record<string, AssetRow> = {
  orders: {
    id: 'orders',
    title: 'Orders',
    size: 3,
    weight: 1.5,
    parts: ['lines', 'refunds'],
    near: 'lines',
    owner: 'ada',
    steward: 'ben',
    signals: ['late', 'thin'],
  },
  lines: {
    id: 'lines',
    title: null,
    size: 7,
    weight: 2,
    parts: [],
    near: null,
    owner: 'ada',
    steward: null,
    signals: ['late'],
  },
  refunds: {
    id: 'refunds',
    title: 'Refunds "paid"\n',
    size: 0,
    weight: 0.25,
    parts: ['lines'],
    near: 'orders',
    owner: 'lost',
    steward: 'cy',
    signals: [],
  },
};

export const SIGNALS: Record<string, { id: string; value: number | null; asset: string; owner: string }> = {
  late: { id: 'late', value: 0.5, asset: 'orders', owner: 'ben' },
  thin: { id: 'thin', value: null, asset: 'refunds', owner: 'ada' },
};

export const PEOPLE: Record<string, { id: string; name: string; friends: string[] | null; boss: string }> = {
  ada: { id: 'ada', name: 'Ada', friends: ['ben', 'cy'], boss: 'ben' },
  ben: { id: 'ben', name: 'Ben', friends: null, boss: 'broken' },
  cy: { id: 'cy', name: 'Cy', friends: ['ada'], boss: 'ada' },
};

export const TEAMS: Record<string, { id: string; label: string }> = { core: { id: 'core', label: 'Core team' } };

export const RUNS: Record<string, { id: string; label: string | null; parent: string | null }> = {
  nightly: { id: 'nightly', label: null, parent: 'weekly' },
  weekly: { id: 'weekly', label: 'Weekly', parent: null },
};
