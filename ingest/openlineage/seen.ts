/** What is remembered, in characters as JSON; as objects it takes some five times as much. */
const MOST_REMEMBERED = 4_000_000;
/** A facet longer than this is not worth its place. */
const LONGEST = 100_000;

const seen = new Map<string, object>();
let remembered = 0;

/**
 * Producers send the same facets run after run. One that was seen before, word for word, becomes the object that it was
 * then, so that what was found of that object needs not be found again. Nobody changes such an object.
 */
export function asSeenBefore(facets: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(facets))
    if (typeof value === 'object' && value !== null) facets[name] = sameObject(value);
  return facets;
}

function sameObject(value: object): object {
  const text = JSON.stringify(value);
  const known = seen.get(text);
  if (known) return known;
  if (text.length > LONGEST) return value;
  if (remembered + text.length > MOST_REMEMBERED) {
    seen.clear();
    remembered = 0;
  }
  // What is frozen is known again by what keeps it, too.
  seen.set(text, Object.freeze(value));
  remembered += text.length;
  return value;
}

/** What is found of an object, found once for as long as the object is there. */
export function foundOnce<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const found = new WeakMap<Key, { value: Found }>();
  return (key) => {
    const known = found.get(key);
    if (known) return known.value;
    const value = find(key);
    found.set(key, { value });
    return value;
  };
}
