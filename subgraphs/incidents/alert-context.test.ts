import { describe, expect, it } from '@jest/globals';
import { CHURN } from './domain/fixtures.contract.ts';
import { FIRED, openEstate } from './estate.contract.ts';
import { LOAD } from './graph-of-estate.contract.ts';

const estate = openEstate();

describe('while a part of the graph is down', () => {
  it('the alert fires, says what is missing, and is completed later', async () => {
    estate.graph.down.add('lineage');
    await estate.follow(FIRED);
    const torn = await estate.contextOf();
    expect(torn).toMatchObject({
      rootCause: null,
      runs: null,
      incident: { title: 'Accuracy of churn fell', asset: { id: CHURN } },
    });
    expect(torn.gaps).toEqual([
      { section: 'rootCause', code: 'SUBGRAPH_UNAVAILABLE', message: 'lineage does not answer' },
      expect.objectContaining({ section: 'runs', code: 'SUBGRAPH_UNAVAILABLE' }),
    ]);
    estate.graph.down.clear();
    estate.now += 60_000;
    await estate.follow(FIRED);
    const whole = await estate.contextOf();
    expect(whole).toMatchObject({
      gaps: [],
      incident: { title: 'Accuracy of churn fell: load_orders failed', asset: { id: LOAD } },
    });
    expect(whole.series).toEqual(torn.series);
  });

  it('what was stored at firing stays as it was, though the graph says otherwise by now', async () => {
    estate.graph.down.add('lineage');
    await estate.follow(FIRED);
    estate.graph.down.clear();
    estate.graph.links = [];
    estate.graph.playbookUrl = 'https://other.example.com';
    estate.now += 60_000;
    await estate.follow(FIRED);
    const context = await estate.contextOf();
    expect(context.links[0]).toEqual({ title: 'Grafana', url: 'https://grafana.example.com' });
    expect(context.playbook.steps[0].url).toContain('{web}/incidents/');
  });

  it('the rest of the context is gathered without the catalog', async () => {
    estate.graph.down.add('catalog');
    await estate.follow(FIRED);
    const context = await estate.contextOf();
    expect(context.gaps.map(({ section }: { section: string }) => section).sort()).toEqual([
      'links',
      'owner',
      'playbook',
    ]);
    expect(context).toMatchObject({ playbook: null, rootCause: { outcome: 'CAUSES_FOUND' } });
  });

  it('what was stored is read without asking anybody', async () => {
    await estate.follow(FIRED);
    for (const part of ['lineage', 'catalog', 'metrics', 'feed'] as const) estate.graph.down.add(part);
    const { asked } = estate.graph;
    expect(await estate.contextOf()).toMatchObject({
      alert: { metric: { definition: { version: 3 }, asset: { owner: { name: 'risk' } } } },
      rootCause: { outcome: 'CAUSES_FOUND' },
      gaps: [],
    });
    expect(estate.graph.asked).toBe(asked);
  });
});

describe('a permalink', () => {
  const opened = async (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://host');
    const alert = pathname.replace('/api/v1/alerts/', 'alert/').replace('/context', '');
    return estate.subgraph.ingest.sharedContext(alert, searchParams.get('signature') ?? '');
  };
  const linkOf = async () => (await estate.contextOf()).links.at(-1).url;

  it('opens the whole context while every other part is down, also after a restart', async () => {
    await estate.follow(FIRED);
    const link = await linkOf();
    for (const part of ['lineage', 'catalog', 'metrics', 'feed'] as const) estate.graph.down.add(part);
    await estate.reopen();
    expect(await opened(link)).toMatchObject({
      alert: { metric: { definition: { version: 3, category: 'ACCURACY' }, asset: { kind: 'DEPLOYMENT' } } },
      rootCause: { outcome: 'CAUSES_FOUND' },
      runs: [{ id: 'run/1' }],
      gaps: [],
    });
  });

  it('opens nothing else', async () => {
    await estate.follow(FIRED);
    const link = await linkOf();
    expect(await opened(`${link.slice(0, -1)}_`)).toBe('UNSIGNED');
    expect(await opened(link.replace('/context', '0/context'))).toBe('UNSIGNED');
  });
});
