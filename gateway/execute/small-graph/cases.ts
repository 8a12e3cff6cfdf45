/** A question to the small graph. */
export interface Case {
  title: string;
  query: string;
  variables?: Record<string, unknown>;
}

/** Questions that every way of answering must answer alike. */
export const CASES: Case[] = [
  { title: 'entities in a list', query: '{ assets { id owner { name } } }' },
  {
    title: 'entities within entities',
    query: '{ assets { id parts { id owner { name friends { name } } } owner { name } } }',
  },
  {
    title: 'an entity asked for twice in one answer',
    query: '{ assets { parts { id owner { id name } } near { owner { name } } } }',
  },
  {
    title: 'the same entity under other selections in other places',
    query:
      '{ a: asset(id: "orders") { signals(least: 0.4) { value } } b: asset(id: "orders") { signals { owner { name } } } }',
  },
  { title: 'lists of lists with nulls', query: '{ rows { id owner { name } } }' },
  { title: 'a null entity', query: '{ asset(id: "nothing") { id cost owner { name } } }' },
  { title: 'a requirement with arguments', query: '{ assets { id cost } }' },
  { title: 'a requirement beside the same field with other arguments', query: '{ assets { weight cost } }' },
  {
    title: 'aliases of fields from two subgraphs',
    query: '{ all: assets { key: id price: cost who: owner { called: name } } }',
  },
  {
    title: 'one response key for fields of different subgraphs',
    query: '{ found { ... on Asset { label: title } ... on Run { label } } }',
  },
  {
    title: 'a union whose members disagree on whether a field may be null',
    query:
      '{ signals { about { ... on Person { label } ... on Region { region: label } ... on Asset { cost title } } } }',
  },
  {
    title: 'a union whose members disagree, in one subgraph only, on whether a field may be null',
    query: '{ signals { about { ... on Person { label } ... on Region { label } } } }',
  },
  {
    title: 'one response key for things of one type under members of different types',
    query:
      '{ found { ... on Asset { link: near { signals(least: 9) { id } } } ... on Team { link: main { signals { id } } } } }',
  },
  {
    title: 'a field that a subgraph adds to whatever has an interface',
    query: '{ assets { remark } things { remark } }',
  },
  { title: 'an interface with fields of its own', query: '{ things { id title } }' },
  {
    title: 'fragments on an interface, a member and a member of it',
    query:
      '{ found { __typename ... on Thing { id title } ... on Team { label signals { value } } ... on Run { parent { label } } } }',
  },
  {
    title: 'named fragments that spread one another',
    query:
      '{ assets { ...whole } me { ...person } } fragment whole on Asset { title owner { ...person } } fragment person on Person { name friends { id } }',
  },
  {
    title: 'fields left out and taken in by variables',
    query:
      'query($in: Boolean!, $out: Boolean!) { assets { id cost @include(if: $in) owner @skip(if: $out) { name } title @include(if: $out) @skip(if: $in) } }',
    variables: { in: true, out: true },
  },
  {
    title: 'fields taken in and left out by variables',
    query:
      'query($in: Boolean!, $out: Boolean!) { assets { id cost @include(if: $in) owner @skip(if: $out) { name } } me @include(if: $in) { name } }',
    variables: { in: false, out: false },
  },
  {
    title: 'a field that one of two fragments leaves out',
    query:
      'query($in: Boolean!) { assets { ... @include(if: $in) { owner { friends { name } } } owner { name } ...f @skip(if: $in) } } fragment f on Asset { owner { boss { name } } }',
    variables: { in: true },
  },
  {
    title: 'constant conditions',
    query: '{ assets { id @skip(if: true) title @include(if: true) cost @include(if: false) } }',
  },
  {
    title: 'variables with defaults',
    query:
      'query($least: Float = 0.4, $unit: String = "g") { assets { weight(unit: $unit) signals(least: $least) { id } } }',
  },
  {
    title: 'a variable that is null and one that is left out',
    query:
      'query($least: Float, $ids: [ID!]) { assets { signals(least: $least) { id } } people(filter: { ids: $ids }) { name } }',
    variables: { least: null },
  },
  {
    title: 'an input object',
    query: 'query($filter: PersonFilter) { people(filter: $filter) { id } }',
    variables: { filter: { ids: ['cy', 'ada', 'ben'] } },
  },
  {
    title: 'an enum in and out',
    query: 'query($only: [Kind!]) { things(only: $only) { ... on Asset { kind } } }',
    variables: { only: ['TABLE'] },
  },
  { title: 'a scalar that is a whole object', query: '{ assets { attributes } }' },
  { title: 'a shared root field', query: '{ version }' },
  { title: 'the schema', query: '{ __schema { queryType { name } } __type(name: "Kind") { enumValues { name } } }' },
  {
    title: 'mutations one after another',
    query:
      'mutation { rename(id: "lines", title: "Lines") { title cost } one: count measure(asset: "lines", value: 1) { owner { name } } two: count }',
  },
];

/**
 * Questions that the other executor of such plans (1.4.23) gets wrong: it puts a list that is selected twice into the
 * answer twice, loses members of a union whose name is asked for under an alias only, lets an entity in two places share
 * what has other arguments in each, and cannot plan a fragment on the schema.
 */
export const BEYOND_THE_OTHER: Case[] = [
  {
    title: 'an entity in two places with other arguments under it',
    query:
      '{ assets { signals { owner { greeting(word: "Hi") } } parts { signals { owner { greeting(word: "Ho") } } } } }',
  },
  {
    title: 'a field selected twice with other selections under it',
    query: '{ assets { owner { id } ...more } } fragment more on Asset { owner { name } parts { id } parts { title } }',
  },
  {
    title: 'names of types everywhere',
    query: '{ __typename assets { __typename owner { __typename } } found { kind: __typename } }',
  },
  {
    title: 'the schema within fragments, beside data',
    query:
      '{ ...schema me { name } ... { __typename } } fragment schema on Query { __schema { types { name kind } } me { id } }',
  },
];

/** Questions in which something fails, and with it what may not be without it. */
export const FAILURES: Case[] = [
  { title: 'a resolver that refuses', query: '{ assets { id refused(field: "size") } }' },
  { title: 'a store that is down under an entity', query: '{ assets { id owner { boss { name } } } }' },
  {
    title: 'a store that is down under an entity that stands in two places',
    query: '{ assets { parts { title owner { friends { boss { id } } } } } }',
  },
  { title: 'a null that may not be, in an entity', query: '{ asset(id: "refunds") { id worst { value } } }' },
  {
    title: 'a null that may not be, in a list that may not have it',
    query: '{ assets { steward { name } } me { name } }',
  },
  {
    title: 'a null that may not be, under something that may be null',
    query: '{ asset(id: "lines") { near { steward { name } } owner { boss { boss { name } } } } version }',
  },
  { title: 'an entity that nobody knows', query: '{ asset(id: "refunds") { owner { id name } } }' },
];
