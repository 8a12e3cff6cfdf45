import { isoOf } from '../../../../vocabulary/duration.ts';
import { dataOf, type Told, typeOf } from './message.ts';

/** A delivery as a CloudEvent 1.0.2. Its id is the delivery's, so that it is one event however often it is sent. */
export function cloudEventOf(told: Told) {
  const { delivery, webUrl } = told;
  return {
    specversion: '1.0',
    id: delivery.id,
    source: webUrl ?? 'urn:headwater',
    type: typeOf(delivery.occasion),
    ...(delivery.incident === null ? {} : { subject: delivery.incident }),
    time: isoOf(delivery.time),
    datacontenttype: 'application/json',
    data: dataOf(told),
  };
}

/** What HTTP cannot carry in a header as it is: see "HTTP Protocol Binding" 3.1.3.2. */
const ENCODED = /[^\x21-\x7e]|["%]/gu;

/** The attributes of a CloudEvent as headers of HTTP's binary mode; its data is the body. */
export function cloudEventHeaders(attributes: Record<string, string>): Record<string, string> {
  const named = Object.entries(attributes).filter(([name]) => name !== 'datacontenttype');
  return Object.fromEntries(
    named.map(([name, value]) => [`ce-${name}`, value.replaceAll(ENCODED, (each) => encodeURIComponent(each))]),
  );
}
