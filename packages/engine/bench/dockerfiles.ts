import { RandomSource } from '../fuzz/randomSource';

export const stacks = ['node', 'python', 'go', 'java'] as const;
export type Stack = (typeof stacks)[number];

/** A Dockerfile of two stages, with what teams do well and badly. */
export function dockerfileOf(stack: Stack, random: RandomSource): string {
  const digest = random.once(2) ? `@sha256:${'0123456789abcdef'.repeat(4)}` : '';
  const cache = random.once(2);
  const end = [
    ...(random.once(4) ? [] : ['HEALTHCHECK --interval=30s CMD ["/bin/true"]']),
    'LABEL org.opencontainers.image.source="https://github.com/example/service"',
    'EXPOSE 8080',
    ...(random.once(4) ? [] : [`USER ${random.pick(['65532:65532', 'app', 'nobody', '10001'])}`]),
  ].join('\n');
  switch (stack) {
    case 'node':
      return `# syntax=docker/dockerfile:1\nARG NODE=22\nFROM node:\${NODE}-slim${digest} AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN ${cache ? '--mount=type=cache,target=/root/.npm ' : ''}npm ci\nCOPY . .\nRUN npm run build \\\n    && npm prune --omit=dev\n\nFROM node:\${NODE}-slim${digest}\nENV NODE_ENV=production \\\n    PORT=8080\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends tini \\\n    && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY --from=build /app/node_modules ./node_modules\nCOPY --from=build /app/dist ./dist\n${end}\nENTRYPOINT ["tini", "--"]\nCMD ["node", "dist/server.js"]\n`;
    case 'python':
      return `FROM python:3.13-slim${digest} AS build\nCOPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --frozen --no-dev\nFROM python:3.13-slim${digest}\nRUN apt-get update && apt-get install -y libpq5 curl\nWORKDIR /app\nCOPY --from=build /app/.venv /app/.venv\nCOPY app ./app\nENV PATH="/app/.venv/bin:$PATH" PYTHONUNBUFFERED=1\n${end}\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8080"]\n`;
    case 'go':
      return `FROM --platform=$BUILDPLATFORM golang:1.24${digest} AS build\nARG TARGETOS TARGETARCH\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /server ./cmd/server\nFROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /server /server\n${end}\nENTRYPOINT ["/server"]\n`;
    default:
      return `FROM maven:3.9-eclipse-temurin-21${digest} AS build\nWORKDIR /src\nCOPY pom.xml .\nRUN mvn -B dependency:go-offline\nCOPY src src\nRUN mvn -B package -DskipTests\nFROM eclipse-temurin:21-jre${digest}\nRUN useradd --uid 10001 app\nCOPY --from=build /src/target/*.jar /app.jar\nENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75"\n${end}\nENTRYPOINT ${random.once(3) ? 'java -jar /app.jar' : '["java", "-jar", "/app.jar"]'}\n`;
  }
}

/** A Dockerfile of a given number of instructions, to see how time grows. */
export function longDockerfile(instructions: number): string {
  const lines = ['FROM debian:12-slim', 'WORKDIR /app'];
  for (let index = 0; lines.length < instructions; index++) {
    lines.push(
      `RUN apt-get update && apt-get install -y --no-install-recommends package-${index} && rm -rf /var/lib/apt/lists/*`,
      `COPY part-${index}/ ./part-${index}/`,
      `ENV PART_${index}=/app/part-${index}`,
    );
  }
  return `${lines.slice(0, instructions).join('\n')}\nUSER 10001\nCMD ["/app/run"]\n`;
}
