import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHURN, day } from '../fixtures.contract.ts';
import { fingerprintOf } from '../notification/fingerprint.ts';
import { readMatcher } from '../notification/matcher.ts';
import type { AlertBinding } from '../notification/settings.ts';
import { bind } from './binding.ts';
import { type Bound, faultOf, type OutsideAlert, type PostedAlert, received } from './outside-alert.ts';

const NOW = day(4);
const MINUTE = 60_000;
const TIMEOUT = 5 * MINUTE;
const BOUND: Bound = { asset: CHURN, audience: 'ON_CALL', severity: 'WARNING', reason: null };

const posted = (more: Partial<PostedAlert> = {}): PostedAlert => ({
  labels: { alertname: 'HighLatency', job: 'churn', env: 'prod' },
  annotations: { summary: 'slow' },
  startsAt: NOW - MINUTE,
  endsAt: NOW + 4 * MINUTE,
  generatorUrl: null,
  ...more,
});
const take = (more: Partial<PostedAlert>, last: OutsideAlert | null = null, now = NOW, bound: Bound = BOUND) =>
  received(posted(more), last, bound, TIMEOUT, now);

describe('an alert from outside', () => {
  it('is one alert however often it is sent while it fires, and how it ends', () => {
    const first = take({});
    const again = take({ endsAt: NOW + 6 * MINUTE }, first, NOW + MINUTE);
    const ended = take({ endsAt: NOW + 2 * MINUTE }, again, NOW + 2 * MINUTE);
    const told = take({ endsAt: NOW + 2 * MINUTE }, ended, NOW + 10 * MINUTE);
    expect(new Set([first, again, ended, told].map(({ id }) => id)).size).toBe(1);
    expect(told).toMatchObject({ startsAt: NOW - MINUTE, endsAt: NOW + 2 * MINUTE });
  });
  it('is another when it fires again after it was over', () => {
    const ended = take({ endsAt: NOW });
    const next = take({ startsAt: NOW + MINUTE, endsAt: NOW + 9 * MINUTE }, ended, NOW + 2 * MINUTE);
    expect(next.id).not.toBe(ended.id);
  });
  it('begins again where its sender was silent for so long that it was taken for over', () => {
    const silent = take({ endsAt: null });
    const back = take({ endsAt: null }, silent, NOW + 20 * MINUTE);
    expect(back.id).not.toBe(silent.id);
    expect(back).toMatchObject({ startsAt: silent.endsAt, endsAt: NOW + 25 * MINUTE });
  });
  it('without times begins now and is over when it is not sent again in time', () =>
    expect(take({ startsAt: null, endsAt: null })).toMatchObject({
      startsAt: NOW,
      endsAt: NOW + TIMEOUT,
      isEndAssumed: true,
    }));
  it('keeps an end that was stated before one that is assumed', () => {
    const stated = take({ endsAt: NOW + 60 * MINUTE });
    expect(take({ endsAt: null }, stated, NOW + MINUTE).endsAt).toBe(NOW + 60 * MINUTE);
  });
  it('stays where it belongs, though the bindings are others now', () => {
    const first = take({});
    const elsewhere: Bound = { asset: null, reason: 'no binding' };
    expect(take({}, first, NOW, elsewhere).bound).toEqual(BOUND);
    expect(take({}, take({}, null, NOW, elsewhere)).bound).toEqual(BOUND);
  });
  it('sent twice is as if it were sent once', () =>
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: -10, max: 10 })),
        fc.option(fc.integer({ min: -10, max: 10 })),
        (start, end) => {
          const times = {
            startsAt: start === null ? null : NOW + start * MINUTE,
            endsAt: end === null ? null : NOW + end * MINUTE,
          };
          if (faultOf(posted(times))) return;
          const once = take(times);
          expect(take(times, once)).toEqual(once);
        },
      ),
    ));
  it.each([
    [{ labels: {} }, 'at least one label pair required'],
    [{ labels: { alertname: '' } }, 'at least one label pair required'],
    [{ labels: { 'a-b': 'c' } }, 'invalid label set: invalid name "a-b"'],
    [{ startsAt: NOW, endsAt: NOW - 1 }, 'start time must be before end time'],
  ])('is refused as Alertmanager does: %j', (more, fault) => expect(faultOf(posted(more))).toBe(fault));
});

describe('a fingerprint', () => {
  it('is the one that Prometheus makes', () => {
    // By github.com/prometheus/common/model, LabelSet.Fingerprint.
    expect(fingerprintOf({})).toBe('cbf29ce484222325');
    expect(fingerprintOf({ b: '1', a: '2' })).toBe(fingerprintOf({ a: '2', b: '1' }));
    expect(fingerprintOf({ a: 'bc' })).not.toBe(fingerprintOf({ ab: 'c' }));
  });
});

describe('a binding', () => {
  const binding = (asset: string, matchers: string[] = [], more: Partial<AlertBinding> = {}): AlertBinding => ({
    asset,
    matchers: matchers.map(readMatcher).filter((each) => typeof each !== 'string'),
    audience: 'ON_CALL',
    severity: null,
    ...more,
  });
  const labels = { alertname: 'HighLatency', job: 'churn', env: 'prod', severity: 'page' };

  it('fills its template with the labels, encoded', () =>
    expect(bind({ ...labels, job: 'churn/eu' }, [binding('deployment/{env}/{job}')])).toEqual({
      ...{ asset: 'deployment/prod/churn%2Feu', audience: 'ON_CALL', severity: 'CRITICAL', reason: null },
    }));
  it('is the first that matches and can be filled', () =>
    expect(
      bind(labels, [
        binding('job/{cluster}/{job}'),
        binding('job/x/{job}', ['env="dev"']),
        binding('service/{env}/{job}', ['env=~"p.*"'], { audience: 'DATA_STEWARD', severity: 'INFO' }),
      ]),
    ).toEqual({ asset: 'service/prod/churn', audience: 'DATA_STEWARD', severity: 'INFO', reason: null }));
  it('says why an alert belongs to nothing', () => {
    expect(bind(labels, []).reason).toBe('no binding of alertsFromOutside matches its labels');
    expect(bind(labels, [binding('job/{cluster}/{job}')]).reason).toContain('no label cluster');
  });
  it('takes no incident of our own that was forwarded and came back', () =>
    expect(
      bind({ alertname: 'HeadwaterIncident', env: 'prod', job: 'x' }, [binding('job/{env}/{job}')]).asset,
    ).toBeNull());
});
