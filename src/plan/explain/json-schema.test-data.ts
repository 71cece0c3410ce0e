type Schema = Readonly<Record<string, unknown>>;

/** The first way in which `value` breaks a JSON schema, as a path and a reason; null when it does not. Only what the plan's schema uses. */
export function schemaProblem(
  value: unknown,
  schema: Schema,
  root: Schema = schema,
  path = '$',
): string | null {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.replace('#/$defs/', '');
    return schemaProblem(value, (root.$defs as Record<string, Schema>)[name]!, root, path);
  }
  if ('const' in schema && value !== schema.const) return `${path} is not ${JSON.stringify(schema.const)}`;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    return `${path} is ${JSON.stringify(value)}`;
  const types = [schema.type ?? []].flat() as string[];
  if (types.length > 0 && !types.some((type) => hasType(value, type)))
    return `${path} is no ${types.join(' or ')}`;
  if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern).test(String(value))) {
    return `${path} does not match ${schema.pattern}`;
  }
  if (Array.isArray(value))
    return firstProblem(
      value.map((item, i) => [item, schema.items as Schema, `${path}[${i}]`]),
      root,
    );
  if (typeof value !== 'object' || value === null) return null;
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const missing = ((schema.required ?? []) as string[]).find((name) => !(name in value));
  if (missing !== undefined) return `${path} lacks ${missing}`;
  const more = schema.additionalProperties;
  const parts: [unknown, Schema, string][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const known = properties[name] ?? (typeof more === 'object' ? (more as Schema) : undefined);
    if (!known && more === false) return `${path} has a field ${name}`;
    if (known) parts.push([inner, known, `${path}.${name}`]);
  }
  return firstProblem(parts, root);
}

function firstProblem(parts: readonly (readonly [unknown, Schema, string])[], root: Schema): string | null {
  for (const [value, schema, path] of parts) {
    const problem = schemaProblem(value, schema, root, path);
    if (problem !== null) return problem;
  }
  return null;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
