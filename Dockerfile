# Millrace in an image: the command line is its entry point, `ingest`, `seed`, `verify` and the rest; the API is api/serve.ts.
FROM node:22-bookworm-slim AS build
WORKDIR /millrace
COPY . .
RUN npm ci --no-progress && npm run build

FROM node:22-bookworm-slim
WORKDIR /millrace
ENV NODE_ENV=production DATA_DIR=/data
COPY package.json package-lock.json .npmrc ./
COPY schemas/package.json schemas/
COPY engine/package.json engine/
COPY api/package.json api/
COPY ui/package.json ui/
COPY bench/package.json bench/
COPY patches patches
# Without the embedded ClickHouse, which is half a gigabyte: there is a server beside the container. (--omit=optional would leave
# out the native parts of other packages, too.)
RUN npm ci --omit=dev --no-progress && rm -r node_modules/@chdb && npm cache clean --force
COPY schemas schemas
COPY engine engine
COPY api api
COPY --from=build /millrace/ui/dist ui/dist
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 8080 50051
# As Ctrl-C: what is in flight is finished first.
STOPSIGNAL SIGINT
# The Node.js that package.json pins.
ENTRYPOINT ["node_modules/.bin/node"]
CMD ["engine/cli/millrace.ts", "--help"]
