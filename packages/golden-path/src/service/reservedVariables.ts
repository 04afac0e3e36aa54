/** Variables that the golden paths or the platform set themselves; the form refuses the same names for secrets. */
const reserved =
  /^(?:PORT|HOST|HOSTNAME|HOME|PATH|TMPDIR|TZ|LOG_LEVEL|NODE_ENV|NODE_OPTIONS|JAVA_TOOL_OPTIONS|(?:OTEL|SHUTDOWN|KUBERNETES|ECS|AWS)_.*)$/;

/** Says which secret or variable cannot be, because its variable is set by others or twice; undefined when all can. */
export function explainVariables(
  secrets: readonly { readonly name: string; readonly env: string }[],
  env: Readonly<Record<string, string>>,
): string | undefined {
  for (const { name, env: variable } of secrets) {
    if (reserved.test(variable)) {
      return `The secret '${name}' would set ${variable}, which the golden path or the platform sets itself. Choose another name.`;
    }
    if (Object.hasOwn(env, variable)) {
      return `The variable ${variable} is given as a value and as the secret '${name}'. Keep one of them.`;
    }
    if (secrets.filter(other => other.env === variable).length > 1) {
      return `Two secrets would set ${variable}. Keep one of them.`;
    }
  }
  const taken = Object.keys(env).find(
    variable => variable !== 'LOG_LEVEL' && reserved.test(variable),
  );
  return taken
    ? `The variable ${taken} is set by the golden path or the platform itself; leave it out.`
    : undefined;
}
