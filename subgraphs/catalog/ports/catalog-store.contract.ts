import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { longestAssetId } from '../../../vocabulary/asset-id.contract.ts';
import type { MetricDefinitionDocument } from '../domain/document.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { CatalogStore } from './catalog-store.ts';

/** A store that can be closed and opened again on what it kept. */
export interface OpenedStore {
  store: CatalogStore;
  reopen(): Promise<CatalogStore>;
  close(): Promise<void>;
}

const definition = (
  name: string,
  more: Partial<MetricDefinitionDocument['spec']> = {},
  owner = 'risk',
  metadata: Partial<MetricDefinitionDocument['metadata']> = {},
): MetricDefinitionDocument => ({
  apiVersion: 'headwater/v1',
  kind: 'MetricDefinition',
  metadata: { name, title: name, owner, reviewers: [], ...metadata },
  spec: {
    category: 'ACCURACY',
    appliesTo: ['DEPLOYMENT'],
    unit: '1',
    direction: 'HIGHER_IS_BETTER',
    formula: 'right / all',
    method: { kind: 'ratio' },
    source: { observations: true },
    window: 'P1D',
    timezone: 'UTC',
    lateness: 'PT0S',
    minimumSamples: 1,
    thresholds: [],
    sensitivity: 'INTERNAL',
    ...more,
  },
});

const entry = (document: MetricDefinitionDocument, version = 1, revision = 1): CatalogEntry<'MetricDefinition'> => ({
  version,
  revision,
  fingerprint: `fingerprint ${version}`,
  inputs: null,
  document,
  author: 'ada',
  appliedAt: 1_790_000_000_000 + revision,
  reason: null,
});

const everything = {
  first: 10,
  after: null,
  category: null,
  owner: null,
  appliesTo: null,
  sensitivity: null,
  tag: null,
  reviewDueBy: null,
  words: [],
};

/** What every catalog store must do. */
export function catalogStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} as a catalog store`, () => {
    let opened: OpenedStore;
    let store: CatalogStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    it('is empty at first', async () => {
      expect(await store.ofKind('MetricDefinition')).toEqual([]);
      expect(await store.definitions(everything)).toEqual({ entries: [], hasNextPage: false, totalCount: 0 });
      expect(await store.answerTo('never')).toBeNull();
    });

    it('answers the latest revision as the current one and keeps the older version readable', async () => {
      await store.keep([entry(definition('accuracy'))], null);
      await store.keep([entry(definition('accuracy', { window: 'PT1H' }), 2)], null);
      await store.keep([entry(definition('accuracy', { window: 'PT1H' }, 'growth'), 2, 2)], null);
      expect((await store.ofKind('MetricDefinition')).map(({ version, revision }) => [version, revision])).toEqual([
        [2, 2],
      ]);
      const versions = await store.definitionVersions([
        'accuracy@1',
        'accuracy@2',
        'accuracy@3',
        'nothing@1',
        'nonsense',
      ]);
      expect([...versions].map(([id, { document }]) => [id, document.spec.window, document.metadata.owner])).toEqual([
        ['accuracy@1', 'P1D', 'risk'],
        ['accuracy@2', 'PT1H', 'growth'],
      ]);
    });

    it('pages definitions by name and counts them all', async () => {
      await store.keep(
        ['c', 'a', 'b'].map((each) => entry(definition(each))),
        null,
      );
      const first = await store.definitions({ ...everything, first: 2 });
      expect(first.entries.map(({ document }) => document.metadata.name)).toEqual(['a', 'b']);
      expect([first.hasNextPage, first.totalCount]).toEqual([true, 3]);
      const second = await store.definitions({ ...everything, first: 2, after: 'b' });
      expect(second.entries.map(({ document }) => document.metadata.name)).toEqual(['c']);
      expect([second.hasNextPage, second.totalCount]).toEqual([false, 3]);
    });

    it('filters by category, owner and what it applies to, on the current revision only', async () => {
      await store.keep(
        [
          entry(definition('drift', { category: 'DRIFT', appliesTo: ['FEATURE', 'DATASET'] }, 'growth')),
          entry(definition('accuracy')),
        ],
        null,
      );
      await store.keep(
        [entry(definition('drift', { category: 'DRIFT', appliesTo: ['FEATURE'] }, 'growth'), 1, 2)],
        null,
      );
      const names = async (filter: object) =>
        (await store.definitions({ ...everything, ...filter })).entries.map(({ document }) => document.metadata.name);
      expect(await names({ category: 'DRIFT' })).toEqual(['drift']);
      expect(await names({ owner: 'risk' })).toEqual(['accuracy']);
      expect(await names({ appliesTo: 'FEATURE' })).toEqual(['drift']);
      expect(await names({ appliesTo: 'DATASET' })).toEqual([]);
    });

    it('filters by sensitivity, tag and the day of review, and never finds one due that has no day', async () => {
      await store.keep(
        [
          entry(
            definition('one', { sensitivity: 'PUBLIC' }, 'risk', { reviewBy: '2027-02-01', tags: ['core', 'sre'] }),
          ),
          entry(definition('two', {}, 'risk', { reviewBy: '2027-02-02', tags: ['score'] })),
          entry(definition('three')),
        ],
        null,
      );
      const names = async (filter: object) =>
        (await store.definitions({ ...everything, ...filter })).entries.map(({ document }) => document.metadata.name);
      expect(await names({ sensitivity: 'PUBLIC' })).toEqual(['one']);
      expect(await names({ tag: 'core' })).toEqual(['one']);
      expect(await names({ reviewDueBy: '2027-02-01' })).toEqual(['one']);
      expect(await names({ reviewDueBy: '2030-01-01' })).toEqual(['one', 'two']);
    });

    it('searches by words that begin with those asked for, all of them, in name, title, formula and tags', async () => {
      await store.keep(
        [
          entry(definition('feature.drift_psi', { formula: 'Σ (p − q) ln(p / q)' }, 'risk', { title: 'Überwachung' })),
          entry(definition('prediction.accuracy', {}, 'risk', { tags: ['100%-core'] })),
        ],
        null,
      );
      const found = async (...words: string[]) =>
        (await store.definitions({ ...everything, words })).entries.map(({ document }) => document.metadata.name);
      expect(await found('dri')).toEqual(['feature.drift_psi']);
      expect(await found('rift')).toEqual([]);
      expect(await found('psi', 'über')).toEqual(['feature.drift_psi']);
      expect(await found('psi', 'accuracy')).toEqual([]);
      expect(await found('core', 'right')).toEqual(['prediction.accuracy']);
      expect((await store.definitions({ ...everything, words: ['p'], first: 1 })).totalCount).toBe(2);
    });

    it('pages through the assets that it describes, by domain, owner and tag', async () => {
      const asset = (id: string, domain: string | undefined, owner: string, tags: string[] = []): CatalogEntry => ({
        ...entry(definition('x')),
        fingerprint: null,
        document: {
          apiVersion: 'headwater/v1',
          kind: 'AssetMetadata',
          metadata: { name: id, owner },
          spec: { ...(domain ? { domain } : {}), tags, links: [] },
        },
      });
      const lending = ['dataset/w/a', 'dataset/w/b', "deployment/prod/o'brien"];
      await store.keep(
        [
          ...lending.map((id) => asset(id, 'lending', 'risk', ['gold'])),
          asset('dataset/w/c', 'fraud', 'risk'),
          asset('dataset/w/d', undefined, 'sre'),
          entry(definition('lending')),
        ],
        null,
      );
      const all = { first: 10, after: null, domain: null, owner: null, tag: null };
      const found = async (query: Partial<Parameters<CatalogStore['describedAssets']>[0]>) =>
        (await store.describedAssets({ ...all, ...query })).entries.map(({ document }) => document.metadata.name);
      expect(await found({ domain: 'lending' })).toEqual(lending);
      expect(await found({ owner: 'sre' })).toEqual(['dataset/w/d']);
      expect(await found({ tag: 'gold', owner: 'sre' })).toEqual([]);
      expect(await found({ domain: 'lending', after: 'dataset/w/a' })).toEqual(lending.slice(1));
      const first = await store.describedAssets({ ...all, domain: 'lending', first: 2 });
      expect(first).toMatchObject({ hasNextPage: true, totalCount: 3 });
      expect(await found({})).toHaveLength(5);
    });

    it('tells the history of one document, newest first, page by page, with who, when and why', async () => {
      const why = { author: 'grace', reason: 'the pager was loud', appliedAt: 1_795_000_000_000 };
      await store.keep([entry(definition('accuracy')), entry(definition('other'))], null);
      await store.keep([entry(definition('accuracy'), 1, 2)], null);
      await store.keep([{ ...entry(definition('accuracy'), 2), ...why, inputs: { tp: 'other@1' } }], null);
      const history = async (first: number, before: { version: number; revision: number } | null) =>
        (await store.history('MetricDefinition', 'accuracy', { first, before })).map((each) => [
          each.version,
          each.revision,
        ]);
      expect(await history(2, null)).toEqual([
        [2, 1],
        [1, 2],
      ]);
      expect(await history(2, { version: 1, revision: 2 })).toEqual([[1, 1]]);
      expect(await store.countRevisions('MetricDefinition', 'accuracy')).toBe(3);
      const [latest] = await store.history('MetricDefinition', 'accuracy', { first: 1, before: null });
      expect(latest).toMatchObject({ ...why, inputs: { tp: 'other@1' } });
      expect(await store.history('Team', 'accuracy', { first: 1, before: null })).toEqual([]);
      expect(await store.countRevisions('Team', 'accuracy')).toBe(0);
    });

    it('finds documents of one kind by name and leaves unknown names out', async () => {
      await store.keep([entry(definition('accuracy'))], null);
      expect([...(await store.named('MetricDefinition', ['accuracy', 'nothing'])).keys()]).toEqual(['accuracy']);
      expect((await store.named('Team', ['accuracy'])).size).toBe(0);
    });

    it('keeps all of an apply or nothing when somebody else applied in between', async () => {
      await store.keep([entry(definition('accuracy'))], { idempotencyKey: 'monday', answer: { definitions: 1 } });
      expect(await store.keep([entry(definition('fresh')), entry(definition('accuracy'))], null)).toBe(false);
      expect(await store.keep([entry(definition('fresh'))], { idempotencyKey: 'monday', answer: {} })).toBe(false);
      expect((await store.ofKind('MetricDefinition')).map(({ document }) => document.metadata.name)).toEqual([
        'accuracy',
      ]);
      expect(await store.answerTo('monday')).toEqual({ definitions: 1 });
    });

    it('keeps and finds more entries at once than a statement has room for', async () => {
      const names = Array.from({ length: 40_000 }, (_, index) => `metric.${index}`);
      await store.keep(
        names.map((each) => entry(definition(each))),
        null,
      );
      expect((await store.named('MetricDefinition', names)).size).toBe(40_000);
      expect((await store.definitionVersions(names.map((each) => `${each}@1`))).size).toBe(40_000);
    });

    it('keeps what it knows of an asset whose id is as long as an id may be', async () => {
      const name = longestAssetId();
      const document = { apiVersion: 'headwater/v1', kind: 'AssetMetadata', metadata: { name }, spec: {} };
      const kept = { ...entry(definition('any')), fingerprint: null, document } as unknown as CatalogEntry;
      await store.keep([kept], null);
      expect([...(await store.named('AssetMetadata', [name, longestAssetId(1)])).keys()]).toEqual([name]);
    });

    it('hands out results that belong to the caller', async () => {
      await store.keep([entry(definition('accuracy'))], null);
      const [first] = await store.ofKind('MetricDefinition');
      if (first) first.document.metadata.name = 'changed by the caller';
      expect((await store.ofKind('MetricDefinition'))[0]?.document.metadata.name).toBe('accuracy');
    });

    it('still has everything after it is closed and opened again', async () => {
      await store.keep([entry(definition('accuracy'))], { idempotencyKey: 'monday', answer: 1 });
      const again = await opened.reopen();
      expect((await again.ofKind('MetricDefinition')).length).toBe(1);
      expect(await again.answerTo('monday')).toBe(1);
    });
  });
}
