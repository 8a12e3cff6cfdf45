/**
 * The seven import rules. Each says what it keeps apart and what to do instead; `npm run check` holds them.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const tests = '\\.(test|contract)\\.ts$';

export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'A domain is data in, data out: it may import its own subgraph’s domain, the vocabulary and pure libraries. ' +
        'Give it what it needs as an argument; let a use-case or an adapter fetch it.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/domain/', pathNot: tests },
      to: {
        pathNot: [
          '^subgraphs/$1/domain/',
          '^vocabulary/',
          '(^|/)node_modules/(luxon|simple-statistics|@datadog/sketches-js|canonicalize|zod|yaml|@marcbachmann/cel-js|cephes|re2js|ipaddr.js|tinyqueue|ml-matrix|typedfastbitset)/',
          '^(node:)?(crypto|buffer)$',
        ],
      },
    },
    {
      name: 'ports-speak-domain',
      comment:
        'A port is stated in the words of the domain, so that any adapter can stand behind it. ' +
        'Move driver types into the adapter.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/ports/', pathNot: tests },
      to: { pathNot: ['^subgraphs/$1/(domain|ports)/', '^vocabulary/', '^platform/(errors|clock)\\.ts$'] },
    },
    {
      name: 'resolvers-never-see-adapters',
      comment: 'A resolver asks the context; index.ts decides what stands behind it.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/(resolvers|use-cases|domain|ports|loaders\\.ts|context\\.ts)', pathNot: tests },
      to: { path: '^subgraphs/[^/]+/adapters/' },
    },
    {
      name: 'only-adapters-touch-drivers',
      comment: 'A database driver outside an adapter makes the store impossible to replace. Extend the port instead.',
      severity: 'error',
      from: {
        pathNot: [
          '^subgraphs/[^/]+/adapters/',
          '^platform/(database|dialect|sqlite|sqlite-caller|sqlite-settings|sqlite-thread|sqlite-writer|postgres|postgres-faults|lease|data-directory)\\.ts$',
          '^cli/observe/',
          '^demo/',
          '^(test|bench)/',
          tests,
        ],
      },
      to: { path: '(^|/)node_modules/(better-sqlite3|kysely|pg|@duckdb|neo4j-driver)' },
    },
    {
      name: 'subgraphs-never-meet',
      comment: 'Subgraphs meet only in the graph: declare a small port and ask through GraphClient.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'enter-by-index',
      comment: 'A subgraph is entered by its index.ts and by nothing else, so that its inside may change freely.',
      severity: 'error',
      from: { pathNot: ['^subgraphs/', '^(test|bench)/', tests] },
      to: { path: '^subgraphs/[^/]+/', pathNot: '^subgraphs/[^/]+/(index\\.ts|schema\\.graphql)$' },
    },
    {
      name: 'platform-knows-nobody',
      comment: 'The platform is domain-free: what it would import belongs in the part that uses it.',
      severity: 'error',
      from: { path: '^(platform|vocabulary)/', pathNot: tests },
      to: { path: '^(subgraphs|gateway|ingest|cli|demo|test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)generated/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
