import { Dependencies } from '../dependencies/dependency';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { ImageConfig } from '../image/imageConfig';
import { normaliseRepository } from '../parent/normaliseRepository';
import { ParentKnowledge } from '../parent/parentKnowledge';
import { baseName } from '../script/shellCommands';

const learning =
  /^(torch|tensorflow([-_](gpu|cpu|intel))?|vllm|nvidia[-_]cuda.*|cupy[-_]cuda.*|pytorch.*)$/i;
const learningParents = /(^|\/)(pytorch|tensorflow|vllm|cuda|nvidia)[^/]*(\/|$)/;

/** Parts of repository names, and first words of start commands, that tell the run time. */
const runtimes: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    'jvm',
    /(^|[/_-])(java\d*|jre|jdk|openjdk|temurin|corretto|amazoncorretto|liberica|zulu|tomcat|jetty|graalvm|maven|gradle)([/_-]|\d|$)/,
    /^java$/,
  ],
  [
    'node',
    /(^|[/_-])(node|nodejs|bun|deno)(\d*)([/_-]|$)/,
    /^(node|nodejs|npm|npx|yarn|pnpm|bun|deno)$/,
  ],
  [
    'python',
    /(^|[/_-])(python\d*|pypy|conda|miniconda3?|uv)([/_-]|$)/,
    /^(python[0-9.]*|gunicorn|uvicorn|hypercorn|flask|celery|uwsgi|fastapi)$/,
  ],
  ['dotnet', /(^|[/_-])(dotnet|aspnet)([/_-]|$)/, /^dotnet$/],
  [
    'ruby-php',
    /(^|[/_-])(ruby|php|rails|composer)([/_-]|$)/,
    /^(ruby|bundle|rails|puma|php|php-fpm[0-9.]*|apache2-foreground)$/,
  ],
];

const webServers = /(^|[/_-])(nginx(-unprivileged)?|httpd|caddy)([/_-]|$)/;
const staticParents = /distroless\/(static|base)|chainguard\/static|dhi\.io\/static/;

/** What is known of the unit whose profile is looked for. */
export interface ProfileSource {
  readonly dockerfile: ResolvedDockerfile | undefined;
  readonly config: ImageConfig | undefined;
  readonly dependencies: Dependencies | undefined;
  readonly parents: ParentKnowledge;
}

/**
 * The profile whose size budget holds for an image (catalogue parameter `profile_detection`). The annotation is looked
 * at by the caller.
 *
 * @public
 */
export function detectProfile({
  dockerfile,
  config,
  dependencies,
  parents,
}: ProfileSource): string {
  const image = dockerfile?.parent.kind === 'image' ? dockerfile.parent.image : undefined;
  const repository = image ? normaliseRepository(image).toLowerCase() : '';
  const packages = dependencies?.find(learning) ?? [];
  if (packages.length > 0 || learningParents.test(repository)) return 'ml';
  const words = [config?.entrypoint, config?.cmd]
    .flatMap(start => (start?.resolved && start.value ? [start.value] : []))
    .flatMap(({ words: all, form }) =>
      form === 'shell' ? (all.at(-1) ?? '').split(/\s+/).slice(0, 2) : all.slice(0, 1),
    )
    .map(baseName);
  const runtime = runtimes.find(
    ([, parent, command]) => parent.test(repository) || words.some(word => command.test(word)),
  );
  if (runtime) return runtime[0];
  const steps = dockerfile?.finalChain.flatMap(stage => stage.steps) ?? [];
  if (webServers.test(repository) && steps.every(({ keyword }) => keyword !== 'RUN')) {
    return 'web-static';
  }
  const empty = dockerfile?.parent.kind === 'scratch';
  const distroless = image && parents.find(image)?.class === 'distroless';
  return empty || (distroless && staticParents.test(repository)) ? 'static' : 'default';
}
