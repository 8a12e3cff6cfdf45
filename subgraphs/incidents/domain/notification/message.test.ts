import { describe, expect, it } from '@jest/globals';
import { alert, incident } from '../fixtures.contract.ts';
import { delivery } from './fixtures.contract.ts';
import { dataOf } from './message.ts';

const contextUrl = (id: string) => `https://headwater.example.com/${id}/context`;
const told = (more = {}) => {
  const alerts = [alert(more)];
  return dataOf({ delivery: delivery(), incident: incident(), alerts, webUrl: null, contextUrl }).alerts.listed[0];
};

describe('what a receiver is told of an alert', () => {
  it('has its threshold, and where its context is had', () => {
    expect(told()).toMatchObject({
      threshold: { comparison: 'BELOW', value: expect.any(Number) },
      contextUrl: 'https://headwater.example.com/alert/1/context',
      url: null,
    });
  });
  it('has no threshold where the alert is from outside, since nobody here knows it', () => {
    const outside = { labels: {}, annotations: {}, generatorUrl: null };
    expect(told({ outside })?.threshold).toBeNull();
  });
});
