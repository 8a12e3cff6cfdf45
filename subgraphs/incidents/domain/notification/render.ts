import { isoOf } from '../../../../vocabulary/duration.ts';
import { cloudEventHeaders, cloudEventOf } from './cloud-event.ts';
import { dataOf, type Told, typeOf } from './message.ts';
import type { WebhookFormat } from './settings.ts';
import { webhookV4Of } from './webhook-v4.ts';

/** A message as it is sent, the same with each attempt; signatures are made for each. */
export interface Message {
  headers: Record<string, string>;
  body: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A delivery in the form that its receiver wants. */
export function render(told: Told, format: WebhookFormat): Message {
  switch (format) {
    case 'standard': {
      const { occasion, time } = told.delivery;
      const body = { type: typeOf(occasion), timestamp: isoOf(time), data: dataOf(told) };
      return { headers: JSON_TYPE, body: JSON.stringify(body) };
    }
    case 'cloudevents': {
      const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
      return { headers, body: JSON.stringify(cloudEventOf(told)) };
    }
    case 'cloudevents-binary': {
      const { data, ...attributes } = cloudEventOf(told);
      return { headers: { ...JSON_TYPE, ...cloudEventHeaders(attributes) }, body: JSON.stringify(data) };
    }
    case 'alertmanager':
      return { headers: JSON_TYPE, body: JSON.stringify(webhookV4Of(told)) };
  }
}
