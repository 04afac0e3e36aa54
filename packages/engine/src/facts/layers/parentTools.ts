import { ParentEntry } from '../../data/parentTable';
import { ImageReference } from '../dockerfile/imageReference';
import { normaliseRepository } from '../parent/normaliseRepository';

/** What a parent is beside a runtime. */
export type ParentTools =
  /** An image to build with. */
  | { readonly kind: 'sdk'; readonly message: string }
  /** A runtime that brings build tools, or a JDK where a JRE would do. */
  | { readonly kind: 'brings-tools'; readonly message: string }
  | { readonly kind: 'runtime' };

const sdkRepositories =
  /^(docker\.io\/library\/(golang|rust|maven|gradle|haskell|gcc)|mcr\.microsoft\.com\/dotnet\/sdk|public\.ecr\.aws\/sam\/build-.*)$/;
const jdkRepositories =
  /^(docker\.io\/library\/(eclipse-temurin|amazoncorretto|tomcat)|public\.ecr\.aws\/amazoncorretto\/amazoncorretto)$/;

/** Reads repository and tag; the parent table says whether a full parent brings compilers. */
export function readParentTools(
  image: ImageReference,
  entry: ParentEntry | undefined,
): ParentTools {
  const repository = normaliseRepository(image);
  const tag = image.tag ?? '';
  if (
    sdkRepositories.test(repository) ||
    (repository === 'docker.io/library/swift' && !/slim/.test(tag)) ||
    /^cgr\.dev\/chainguard\/(go|rust|maven|gradle|dotnet-sdk)$/.test(repository) ||
    (/(^|-)jdk/.test(tag) && /maven/.test(`${repository}:${tag}`))
  ) {
    return { kind: 'sdk', message: `The parent ${image.text} is an image to build with.` };
  }
  const oldOpenJdk = repository === 'docker.io/library/openjdk' && /^(8|11)\b/.test(tag);
  if ((jdkRepositories.test(repository) || oldOpenJdk) && !/jre|headless/.test(tag)) {
    const message = `The parent ${image.text} brings a JDK; a variant with only the JRE exists.`;
    return { kind: 'brings-tools', message };
  }
  // The Debian variants of PHP keep what they were built with.
  const php = repository === 'docker.io/library/php' && entry?.shell === 'dash';
  const compiles = entry?.class === 'full' && entry.commands.includes('gcc');
  return php || compiles
    ? {
        kind: 'brings-tools',
        message: `The parent ${image.text} brings compilers and git or make.`,
      }
    : { kind: 'runtime' };
}
