import { describe, expect, it } from '@jest/globals';
import { onEachDatabase } from '../../test/servers/needs-postgres.ts';
import { CHURN, ORDERS } from './domain/fixtures.contract.ts';
import { FIRED, OVER, openEstate } from './estate.contract.ts';
import { type FeedEntry, LOAD } from './graph-of-estate.contract.ts';

const MINUTE = 60_000;
const OWNER: FeedEntry = { ...FIRED, threshold: 1, audience: 'PRODUCT_OWNER', severity: 'WARNING' };
const CHECK: FeedEntry = { ...FIRED, asset: ORDERS, audience: 'DATA_STEWARD' };

interface Told {
  kind: string;
  audience: string | null;
  actor: string | null;
}

onEachDatabase((name, empty) =>
  describe(`in ${name}`, () => {
    const estate = openEstate(empty);
    const { answer, ask, follow } = estate;
    const only = async (more: string) => {
      const { incidents: found } = await ask(
        `{ incidents(state: [OPEN, ACKNOWLEDGED, RESOLVED]) { edges { node { id ${more} } } } }`,
      );
      expect(found.edges).toHaveLength(1);
      return found.edges[0].node;
    };
    const acted = async (mutation: string, input: string) => {
      const document = `mutation { done: ${mutation}(input: { ${input} }) {
        incident { id state acknowledgement { by } resolution { by note } } userErrors { code message }
      } }`;
      return (await ask(document)).done;
    };
    const history = async (): Promise<Told[]> =>
      (await ask('{ incidentChanges { kind audience actor } }')).incidentChanges;
    const calls = async () =>
      (await history())
        .filter(({ kind }) => kind === 'AUDIENCE_JOINED' || kind === 'ESCALATED')
        .map(({ audience }) => audience);
    const suppressed = async () => {
      const { alerts } = await ask('{ alerts { edges { node { audience suppression { kind by } } } } }');
      return Object.fromEntries(
        alerts.edges.map(({ node }: { node: { audience: string; suppression: { kind: string } | null } }) => [
          node.audience,
          node.suppression?.kind ?? null,
        ]),
      );
    };
    const silence = async (input: string) =>
      (
        await ask(
          `mutation { createSilence(input: { ${input} }) { silence { id state } userErrors { field message } } }`,
        )
      ).createSilence;

    describe('two people who acknowledge at once', () => {
      it('are told who was first: one has it, the other is refused', async () => {
        await follow(FIRED);
        const { id } = await only('state');
        const names = Array.from({ length: 8 }, (_, index) => `person ${index}`);
        const done = await Promise.all(names.map((by) => acted('acknowledgeIncident', `id: "${id}", by: "${by}"`)));
        const winners = done.filter(({ userErrors }) => userErrors.length === 0);
        expect(winners).toHaveLength(1);
        const { by } = winners[0].incident.acknowledgement;
        for (const { incident, userErrors } of done.filter((each) => each !== winners[0])) {
          expect(userErrors).toEqual([
            { code: 'ALREADY_ACKNOWLEDGED', message: expect.stringContaining(`${id} was acknowledged by ${by} at`) },
          ]);
          expect(incident.acknowledgement).toEqual({ by });
        }
        expect((await history()).filter(({ kind }) => kind === 'ACKNOWLEDGED')).toHaveLength(1);
      });
    });

    it('says of weekly maintenance how long a window is as people say it', async () => {
      const weekly = 'weekly: { days: [SUNDAY], at: "02:00", for: "PT26H" }';
      await silence(`kind: MAINTENANCE, matcher: { metric: "prediction.accuracy" }, comment: "retraining", ${weekly}`);
      const { silences } = await ask('{ silences { edges { node { weekly { for } } } } }');
      expect(silences.edges).toEqual([{ node: { weekly: { for: 'P1DT2H' } } }]);
    });

    describe('what somebody says of what they did', () => {
      it.each([
        ['note', 5_000],
        ['by', 200],
      ])('is refused where its %s is longer than %i characters, and nothing is done', async (field, most) => {
        await follow(FIRED);
        const { id } = await only('state');
        const { errors } = await answer(
          `mutation { resolveIncident(input: { id: "${id}", ${field}: "${'x'.repeat(most + 1)}" }) { incident { id } } }`,
        );
        expect(errors?.[0]?.message).toBe(`${field} has ${most + 1} characters; at most ${most}`);
        expect((await only('state')).state).toBe('OPEN');
      });
    });

    describe('an incident', () => {
      it('that nobody acknowledges calls the next after a while, each level once', async () => {
        await follow(FIRED);
        estate.now += 15 * MINUTE;
        await follow(FIRED);
        await follow(FIRED);
        estate.now += 60 * MINUTE;
        await follow(FIRED);
        expect(await calls()).toEqual(['ON_CALL', 'ON_CALL', 'PRODUCT_OWNER']);
      });

      it('that somebody has acknowledged calls nobody any more', async () => {
        await follow(FIRED);
        const { id } = await only('state');
        await acted('acknowledgeIncident', `id: "${id}"`);
        estate.now += 600 * MINUTE;
        await follow(FIRED);
        expect(await calls()).toEqual(['ON_CALL']);
      });

      it('resolved by hand stays so until another alert of the same trouble fires, and keeps its history', async () => {
        await follow(FIRED);
        const { id } = await only('state');
        const done = await acted('resolveIncident', `id: "${id}", by: "ana", note: "ran it again"`);
        expect(done.incident).toMatchObject({ state: 'RESOLVED', resolution: { by: 'ana', note: 'ran it again' } });
        await follow(FIRED);
        expect(await only('state')).toMatchObject({ state: 'RESOLVED' });
        await follow(FIRED, OWNER);
        expect(await only('state resolution { by }')).toEqual({ id, state: 'OPEN', resolution: null });
        expect((await history()).map(({ kind, actor }) => [kind, actor])).toEqual([
          ['OPENED', null],
          ['ALERT_FIRED', null],
          ['AUDIENCE_JOINED', null],
          ['RESOLVED', 'ana'],
          ['REOPENED', null],
          ['ALERT_FIRED', null],
          ['AUDIENCE_JOINED', null],
        ]);
      });

      it('reopened by somebody calls again whoever has alerts in it that fire, and the next when nobody acknowledges', async () => {
        await follow(FIRED, OWNER);
        const { id } = await only('state');
        await acted('resolveIncident', `id: "${id}", by: "ana"`);
        estate.now += 60 * MINUTE;
        await acted('reopenIncident', `id: "${id}", by: "bob"`);
        expect((await calls()).slice(2)).toEqual(['ON_CALL', 'PRODUCT_OWNER']);
        estate.now += 15 * MINUTE;
        await follow(FIRED, OWNER);
        expect((await calls()).slice(4)).toEqual(['ON_CALL']);
      });

      it('reopened under a silence that was put on it meanwhile calls nobody; whose silence ended meanwhile, calls', async () => {
        await follow(FIRED);
        const { id } = await only('state');
        const resolveAndReopen = async (meanwhile: () => Promise<unknown>) => {
          await acted('resolveIncident', `id: "${id}"`);
          await meanwhile();
          await follow(FIRED);
          await acted('reopenIncident', `id: "${id}"`);
        };
        const to = new Date(estate.now + 60 * MINUTE).toISOString();
        await resolveAndReopen(() => silence(`matcher: { asset: "${CHURN}" }, to: "${to}", comment: "known"`));
        expect([await suppressed(), await calls()]).toEqual([{ ON_CALL: 'SILENCE' }, ['ON_CALL']]);
        await resolveAndReopen(async () => {
          estate.now += 60 * MINUTE;
        });
        expect([await suppressed(), await calls()]).toEqual([{ ON_CALL: null }, ['ON_CALL', 'ON_CALL']]);
      });

      it('reopened when nothing of it fires calls nobody again', async () => {
        await follow(FIRED, OVER);
        const { id } = await only('state');
        await acted('reopenIncident', `id: "${id}"`);
        estate.now += 600 * MINUTE;
        await follow(FIRED, OVER);
        expect([(await only('state')).state, await calls()]).toEqual(['OPEN', ['ON_CALL']]);
      });

      it('can be split and merged again, and says where its alerts went', async () => {
        await follow(FIRED, OWNER);
        const { id, alerts } = await only('alerts { edges { node { id } } }');
        const document = `mutation { splitIncident(input: { id: "${id}", alerts: ["${alerts.edges[0].node.id}"] }) {
          created { id alerts { totalCount } } incident { alerts { totalCount } } userErrors { code }
        } }`;
        const { splitIncident } = await ask(document);
        expect(splitIncident).toMatchObject({
          created: { alerts: { totalCount: 1 } },
          incident: { alerts: { totalCount: 1 } },
          userErrors: [],
        });
        await acted('mergeIncidents', `into: "${id}", incidents: ["${splitIncident.created.id}"]`);
        const { incident } = await ask(`{ incident(id: "${splitIncident.created.id}") { state mergedInto { id } } }`);
        expect(incident).toEqual({ state: 'RESOLVED', mergedInto: { id } });
        await follow(FIRED, OWNER, OVER, { ...OVER, threshold: 1 });
        expect((await ask(`{ incident(id: "${id}") { state firingCount } }`)).incident).toEqual({
          state: 'RESOLVED',
          firingCount: 0,
        });
      });

      it('that nobody knows is not found', async () => {
        expect(await acted('resolveIncident', 'id: "incident/none"')).toMatchObject({
          incident: null,
          userErrors: [{ code: 'NOT_FOUND' }],
        });
      });
    });

    describe('a silence', () => {
      const inAnHour = () => new Date(estate.now + 60 * MINUTE).toISOString();

      it.each([
        ['a metric without a name', 'metric: ""', 'matcher.metric is empty; name it, or leave it out'],
        ['a metric too long', `metric: "${'x'.repeat(2_001)}"`, 'matcher.metric has 2001 characters; at most 2000'],
        [
          ...['a label without a name', 'labels: [{ name: "", value: "x" }]'],
          'matcher.labels.0.name is empty; name it, or leave it out',
        ],
        [
          ...['a label too long', `labels: [{ name: "a", value: "${'x'.repeat(2_001)}" }]`],
          'matcher.labels.0.value has 2001 characters; at most 2000',
        ],
      ] as [string, string, string][])('is not made of %s, which no alert has', async (_, matcher, message) => {
        const { silence: none, userErrors } = await silence(
          `matcher: { ${matcher} }, to: "${inAnHour()}", comment: "x"`,
        );
        expect([none, userErrors]).toEqual([null, [{ field: message.split(' ')[0], message }]]);
      });

      it('of what nobody knows is kept, for it may come later, and says so', async () => {
        const warnings = async (matcher: string) => {
          const input = `matcher: { ${matcher} }, to: "${inAnHour()}", comment: "x"`;
          const document = `mutation { createSilence(input: { ${input} }) { silence { id } warnings { field message } } }`;
          const { silence: kept, warnings: told } = (await ask(document)).createSilence;
          expect(kept).not.toBeNull();
          return told.map(({ field, message }: { field: string; message: string }) => `${field}: ${message}`);
        };
        expect(await warnings(`metric: "prediction.accuracy", asset: "${CHURN}"`)).toEqual([]);
        expect(await warnings('metric: "prediction.acuracy", asset: "deployment/prod/chrun"')).toEqual([
          expect.stringContaining('no definition is named "prediction.acuracy"; did you mean "prediction.accuracy"?'),
          expect.stringContaining('neither lineage nor any measurement knows "deployment/prod/chrun"'),
        ]);
        estate.graph.down.add('catalog');
        expect(await warnings('metric: "prediction.accuracy"')).toEqual([
          expect.stringContaining('could not be looked up'),
        ]);
      });

      it('names its author when that is too long', async () => {
        const input = `matcher: { metric: "a" }, to: "${inAnHour()}", comment: "x", author: "${'x'.repeat(201)}"`;
        const { errors } = await estate.answer(`mutation { createSilence(input: { ${input} }) { silence { id } } }`);
        expect(errors?.[0]?.message).toBe('author has 201 characters; at most 200');
      });

      it('keeps an alert from calling that fires under it; when it ends, the alert calls', async () => {
        await silence(`matcher: { asset: "${CHURN}" }, to: "${inAnHour()}", comment: "known"`);
        await follow(FIRED);
        expect([await suppressed(), await calls()]).toEqual([{ ON_CALL: 'SILENCE' }, []]);
        estate.now += 60 * MINUTE;
        await follow(FIRED);
        await follow(FIRED);
        expect([await suppressed(), await calls()]).toEqual([{ ON_CALL: null }, ['ON_CALL']]);
      });

      it('put on what fires already holds it, over everything downstream, until somebody ends it', async () => {
        await follow(FIRED);
        const matcher = `matcher: { asset: "${ORDERS}", downstream: true }`;
        const { silence: put } = await silence(`${matcher}, to: "${inAnHour()}", comment: "known"`);
        await follow(FIRED);
        expect(await suppressed()).toEqual({ ON_CALL: 'SILENCE' });
        estate.now += 30 * MINUTE;
        await follow(FIRED);
        expect(await calls()).toEqual(['ON_CALL']);
        await ask(`mutation { expireSilence(input: { id: "${put.id}", by: "ana" }) { silence { state } } }`);
        await follow(FIRED);
        expect([await suppressed(), await calls()]).toEqual([{ ON_CALL: null }, ['ON_CALL', 'ON_CALL']]);
      });

      it('of everything, without an end, or without a reason is refused with what to do', async () => {
        const { silence: none, userErrors } = await silence('matcher: {}, comment: ""');
        expect(none).toBeNull();
        expect(userErrors.map(({ field }: { field: string }) => field)).toEqual(['matcher', 'to', 'comment']);
      });
    });

    describe('a check upstream that fires', () => {
      it('holds back what is downstream of it, which calls when the check is over', async () => {
        await follow(CHECK, FIRED);
        expect(await suppressed()).toEqual({ DATA_STEWARD: null, ON_CALL: 'SUSPECT' });
        const { alerts } = await ask('{ alerts { edges { node { suspect { asset { id } check } } } } }');
        expect(alerts.edges).toContainEqual({
          node: { suspect: { asset: { id: LOAD }, check: 'RUN_FAILED' } },
        });
        await follow(CHECK, FIRED, { ...OVER, asset: ORDERS, audience: 'DATA_STEWARD' });
        expect(await calls()).toEqual(['DATA_STEWARD', 'ON_CALL']);
      });
    });

    describe('while lineage is down', () => {
      it('alerts fire each for itself, and are one incident when their cause is found', async () => {
        estate.graph.down.add('lineage');
        await follow({ ...FIRED, asset: ORDERS }, FIRED);
        const { incidents: torn } = await ask('{ incidents { totalCount } }');
        expect(torn.totalCount).toBe(2);
        estate.graph.down.clear();
        estate.now += MINUTE;
        await follow({ ...FIRED, asset: ORDERS }, FIRED);
        const { incidents: whole } = await ask('{ incidents { edges { node { alerts { totalCount } } } } }');
        expect(whole.edges).toEqual([{ node: { alerts: { totalCount: 2 } } }]);
        expect((await history()).filter(({ kind }) => kind === 'MERGED')).toHaveLength(2);
      });

      it('an incident takes its cause later, which is put on record', async () => {
        estate.graph.down.add('lineage');
        await follow(FIRED);
        estate.graph.down.clear();
        estate.now += MINUTE;
        await follow(FIRED);
        const { incidentChanges } = await ask('{ incidentChanges { kind before after } }');
        expect(incidentChanges).toContainEqual({ kind: 'CAUSE_CHANGED', before: CHURN, after: LOAD });
      });
    });

    describe('two that work on one database', () => {
      it('do everything once, whoever does it, and one goes on when the other stops', async () => {
        if (name !== 'Postgres') return;
        const other = await estate.open();
        estate.graph.feed = [CHECK, FIRED, OWNER];
        const work = async (of: typeof other) => {
          for (let round = 0; round < 5; round += 1) await of.work();
        };
        await Promise.all([work(estate.subgraph), work(other)]);
        const opened = (await history()).filter(({ kind }) => kind === 'ALERT_FIRED');
        expect(opened).toHaveLength(3);
        await estate.reopen();
        estate.graph.feed = [CHECK, FIRED, OWNER, OVER];
        await work(other);
        await other.close();
        expect((await history()).filter(({ kind }) => kind === 'ALERT_RESOLVED')).toHaveLength(1);
      });
    });
  }),
);
