import { z } from 'zod';

const step = z.looseObject({
  id: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z_][\w-]*$/, 'must have letters, digits, hyphens and underscores')
    .optional(),
  name: z.string().max(200).optional(),
  action: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()).optional(),
  if: z.union([z.string(), z.boolean()]).optional(),
  each: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
});
const page = z.record(z.string(), z.unknown());

/** What the catalog and the scaffolder ask of a template, as far as it can be said of a file alone. */
export const templateEntitySchema = z.looseObject({
  apiVersion: z.literal('scaffolder.backstage.io/v1beta3'),
  kind: z.literal('Template'),
  metadata: z.looseObject({
    name: z
      .string()
      .max(63)
      .regex(
        /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
        'must have letters, digits, hyphens, underscores and dots, and begin and end with a letter or digit',
      ),
    title: z.string().max(200).optional(),
    description: z.string().max(2000).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    labels: z.record(z.string(), z.string()).optional(),
    tags: z
      .array(
        z
          .string()
          .max(63)
          .regex(
            /^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/,
            'must be a tag of small letters, digits and hyphens',
          ),
      )
      .max(100)
      .optional(),
  }),
  spec: z.looseObject({
    type: z.string().min(1).max(200),
    owner: z.string().min(1).max(300).optional(),
    parameters: z.union([page, z.array(page).max(50)]).optional(),
    steps: z.array(step).min(1, 'must have a step').max(100),
    output: z.record(z.string(), z.unknown()).optional(),
  }),
});

export type TemplateEntity = z.output<typeof templateEntitySchema>;
export type TemplateStep = z.output<typeof step>;

/** Names of all parameters, also of those that depend on the answers to others. */
export function parameterNames(entity: TemplateEntity): Set<string> {
  const names = new Set<string>();
  const visit = (schema: unknown, depth: number) => {
    if (depth > 10 || !isMap(schema)) {
      return;
    }
    Object.keys(isMap(schema.properties) ? schema.properties : {}).forEach(name => names.add(name));
    const { oneOf, anyOf, allOf, dependencies } = schema;
    const others = [
      ...[oneOf, anyOf, allOf].flatMap(list => (Array.isArray(list) ? list : [])),
      ...Object.values(isMap(dependencies) ? dependencies : {}),
      schema.then,
      schema.else,
    ];
    others.forEach(other => visit(other, depth + 1));
  };
  [entity.spec.parameters ?? []].flat().forEach(part => visit(part, 0));
  return names;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
