# Node 26 has long-term support until April 2029. The tag is the base of all three stages.
ARG NODE=node:26-trixie-slim

FROM ${NODE} AS build
WORKDIR /garita
COPY package.json package-lock.json ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/prisma.mjs generate \
 && node node_modules/typescript/bin/tsc

# The packages of the running service, without the embedded PostgreSQL: it is an optional package.
FROM ${NODE} AS packages
WORKDIR /garita
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --omit=peer --ignore-scripts --no-audit --no-fund
COPY scripts/shed.mjs scripts/
RUN node scripts/shed.mjs

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GARITA_DATA=/data
WORKDIR /garita
COPY --from=packages /garita/node_modules node_modules
COPY --from=build /garita/package.json /garita/.env.example ./
COPY --from=build /garita/prisma/migrations prisma/migrations
COPY --from=build /garita/prisma/seed prisma/seed
COPY --from=build /garita/src/web/static src/web/static
COPY --from=build /garita/scripts/run.mjs /garita/scripts/settings.mjs /garita/scripts/setup.mjs scripts/
COPY --from=build /garita/dist/scripts dist/scripts
COPY --from=build /garita/dist/src dist/src
# The service writes the operator's key here.
RUN install -d -o node -g node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
