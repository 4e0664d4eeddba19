# The server in an image: docker compose up, or docker run with DATABASE_URL naming a PostGIS server.
FROM node:24-slim AS tools
WORKDIR /app
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY core/package.json core/
COPY db/package.json db/
COPY tiles/package.json tiles/
COPY server/package.json server/
COPY web/package.json web/
COPY scripts/package.json scripts/

FROM tools AS page
RUN pnpm install --frozen-lockfile
COPY . .
RUN node --input-type=module -e "await (await import('./scripts/src/build-web.ts')).buildWeb(process.cwd())"

FROM tools
RUN pnpm install --frozen-lockfile --prod --filter "@onegrid/scripts..."
COPY . .
COPY --from=page /app/web/dist web/dist
# The folder of the embedded database, for those who set no DATABASE_URL: mount a volume here.
RUN mkdir .data && chown node:node .data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
EXPOSE 8080
VOLUME /app/.data
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s CMD \
  ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals reach the server itself, so that it closes tidily.
CMD ["node", "scripts/src/start.ts"]
