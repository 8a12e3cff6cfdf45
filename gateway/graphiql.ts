import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where the page's scripts and styles are. */
const FOLDER = '/graphiql';

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** Nothing comes from elsewhere, and no script stands in a page. The editor makes styles as it goes. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

/** Mounts what GraphiQL's page loads. It is read when a browser first asks: a server without visitors goes without its 9 MB. */
export function graphiqlAssets(server: FastifyInstance): void {
  const packaged = () => import('@graphql-yoga/render-graphiql/graphiql');
  const asset = (name: string, type: string, read: () => Promise<string>) =>
    server.get(`${FOLDER}/${name}`, async (_, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await read()),
    );
  asset('start.js', JAVASCRIPT, async () => START);
  asset('graphiql.js', JAVASCRIPT, async () => (await packaged()).js);
  asset('graphiql.css', 'text/css; charset=utf-8', async () => (await packaged()).css);
  asset('editorWorkerService.js', JAVASCRIPT, async () => (await packaged()).editorWorkerService);
  asset('json.js', JAVASCRIPT, async () => (await packaged()).jsonWorker);
  asset('graphql.js', JAVASCRIPT, async () => (await packaged()).graphqlWorker);
}

export const sendGraphiql = (reply: FastifyReply): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', CONTENT_SECURITY_POLICY)
    .header('x-content-type-options', 'nosniff')
    .send(PAGE);

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Headwater</title>
    <link rel="stylesheet" href="${FOLDER}/graphiql.css" />
    <link rel="icon" href="data:," />
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript. Anything that posts to /graphql works as well.</noscript>
    <div id="root"></div>
    <script src="${FOLDER}/graphiql.js"></script>
    <script src="${FOLDER}/start.js"></script>
  </body>
</html>
`;

const WELCOME = `# What is broken, since when, and why?
{
  incidents {
    edges {
      node {
        title
        state
        severity
        openedAt
        asset { id kind owner { name contact } }
        alerts { edges { node { id metric { definition { title } verdict { reason } } } } }
      }
    }
  }
}
`;

const START = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => '${FOLDER}/' + label + '.js',
};
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: 'Headwater',
  endpoint: '/graphql',
  defaultQuery: ${JSON.stringify(WELCOME)},
});
`;
