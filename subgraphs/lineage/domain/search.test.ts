import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datasetId } from '../../../vocabulary/asset-id.ts';
import { comparePlaces, folded, indexedPhrases, matchOf } from './search.ts';

const named = (name: string, title: string | null = null) => ({ id: datasetId('n', name), name, title });
const rankOf = (text: string, name: string, title: string | null = null) =>
  matchOf(folded(text), named(name, title))?.rank ?? null;

describe('search by name', () => {
  it.each([
    ['orders', 'orders', 'EXACT'],
    ['ORDERS', 'Orders', 'EXACT'],
    ['ord', 'orders', 'PREFIX'],
    ['orders', 'raw.orders_daily', 'WORD_PREFIX'],
    ['orders', 'preorders', 'SUBSTRING'],
    ['ordres', 'raw.orders', 'FUZZY'],
    ['customre', 'dim_customer', 'FUZZY'],
    ['cusotmer_odrers', 'customer_orders', 'FUZZY'],
    ['orders', 'invoices', null],
    ['ordsr', 'orders', null],
    ['ä', 'Äpfel', 'PREFIX'],
    ['ä', 'kÄse', null],
  ])('finds %j in %j as %j', (text, name, rank) => {
    expect(rankOf(text, name)).toBe(rank);
  });

  it('takes the title where it matches better than the name', () => {
    expect(rankOf('revenue', 'f_rev_01', 'Revenue by day')).toBe('PREFIX');
    expect(rankOf('revenue', 'revenue', 'Daily revenue')).toBe('EXACT');
  });

  it('orders by the kind of match, then errors, then name', () => {
    const names = ['preorders', 'order', 'orders_b', 'ordres', 'raw.orders', 'orders_a', 'orders'];
    const matches = names.map((name) => matchOf('orders', named(name))).filter((match) => match !== null);
    matches.sort((a, b) => comparePlaces(a.place, b.place));
    expect(matches.map((match) => match.place[2])).toEqual([
      ...['orders', 'orders_a', 'orders_b', 'raw.orders', 'preorders', 'order', 'ordres'],
    ]);
  });

  it('never matches, but as a prefix, what an index would not find by its phrases', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(letters, letters, (text, name) => {
        const rank = rankOf(text, name);
        if (rank === null || rank === 'EXACT' || rank === 'PREFIX') return;
        expect(indexedPhrases(text).some((phrase) => name.includes(phrase))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
