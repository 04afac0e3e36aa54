import { lineOf, RetrofitFiles, textOf } from '../retrofitFiles';
import { known, RetrofitLanguage, ServiceFact, unknown } from '../serviceFacts';

/** The files that say which language a service is written in. */
const manifests: readonly (readonly [string, RetrofitLanguage])[] = [
  ['package.json', 'node'],
  ['go.mod', 'go'],
  ['pyproject.toml', 'python'],
  ['requirements.txt', 'python'],
  ['setup.py', 'python'],
  ['Pipfile', 'python'],
  ['pom.xml', 'java'],
  ['build.gradle', 'java'],
  ['build.gradle.kts', 'java'],
];

const frameworks: Readonly<Record<RetrofitLanguage, readonly string[]>> = {
  node: ['@nestjs/core', 'fastify', 'express', 'koa', '@hapi/hapi', 'next', 'restify'],
  go: [
    'github.com/gin-gonic/gin',
    'github.com/labstack/echo',
    'github.com/go-chi/chi',
    'github.com/gofiber/fiber',
    'github.com/gorilla/mux',
  ],
  python: ['fastapi', 'flask', 'django', 'starlette', 'aiohttp', 'tornado', 'falcon', 'sanic'],
  java: ['spring-boot', 'quarkus', 'micronaut', 'helidon', 'dropwizard', 'vertx'],
};

/** The language of the service, by the manifests beside the Dockerfile and in the root. */
export function findLanguage(
  files: RetrofitFiles,
  folders: readonly string[],
): ServiceFact<RetrofitLanguage> {
  for (const folder of folders) {
    const found = manifests.flatMap(([name, language]) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      return files.has(path) ? [{ path, language }] : [];
    });
    const [first] = found;
    if (!first) continue;
    const languages = [...new Set(found.map(({ language }) => language))];
    return languages.length === 1
      ? known(first.language, first.path, 1)
      : unknown(
          `${found.map(({ path }) => path).join(' and ')} speak of ${languages.join(' and ')}; say which language the service is written in.`,
        );
  }
  return unknown(
    'There is no package.json, go.mod, pyproject.toml, requirements.txt, pom.xml or build.gradle beside the Dockerfile.',
  );
}

/** The framework the manifests depend on; the standard library where none of the known ones is named. */
export function findFramework(
  files: RetrofitFiles,
  folders: readonly string[],
  language: RetrofitLanguage | undefined,
): ServiceFact<string> {
  if (!language) return unknown('The language is not known.');
  const paths = folders.flatMap(folder =>
    manifests
      .filter(([, its]) => its === language)
      .map(([name]) => (folder === '' ? name : `${folder}/${name}`)),
  );
  for (const path of paths) {
    const text = textOf(files, path);
    if (text === undefined) continue;
    for (const name of frameworks[language]) {
      const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      const line = lineOf(text, new RegExp(`(^|[^\\w-])${escaped}([^\\w]|$)`, 'i'));
      if (line !== undefined) return known(name, path, line);
    }
  }
  return unknown('No framework that is known here is among the dependencies.');
}
