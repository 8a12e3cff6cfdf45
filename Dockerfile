# One image for every service of docker-compose.yml; the command says which.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /headwater
COPY package.json package-lock.json .npmrc ./
# The image brings its own Node 24.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-*

FROM node:24-bookworm-slim
WORKDIR /headwater
ENV NODE_ENV=production HEADWATER_HOST=0.0.0.0 HEADWATER_TRUSTED_NETWORK=1 HEADWATER_PORT=4000 HEADWATER_DATA_DIR=/data
COPY --from=dependencies /headwater/node_modules node_modules
COPY . .
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEADWATER_PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "gateway/main.ts"]
