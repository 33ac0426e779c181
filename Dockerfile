FROM node:24-bookworm-slim AS build
WORKDIR /garita
COPY package.json package-lock.json ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/prisma.mjs generate \
 && node node_modules/typescript/bin/tsc \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GARITA_DATA=/data
WORKDIR /garita
COPY --from=build /garita/package.json ./
COPY --from=build /garita/prisma prisma
COPY --from=build /garita/node_modules node_modules
COPY --from=build /garita/dist dist
COPY --from=build /garita/src/web/static src/web/static
# The service writes the operator's key here, and its database if DATABASE_URL is not set.
RUN install -d -o node -g node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
