/** TypeScript types from an OpenAPI 3.1 description: one interface or type a component, one table of all endpoints. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: Media;
  readonly responses?: Readonly<Record<string, Media>>;
}

export interface OpenApi {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export function typesOf(api: OpenApi): string {
  const shapes = Object.entries(api.components?.schemas ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) =>
      schema.properties === undefined
        ? `export type ${name} = ${typeOf(schema, '')};\n`
        : `export interface ${name} ${typeOf(schema, '')}\n`,
    );
  const endpoints = Object.entries(api.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => endpoint(`${method.toUpperCase()} ${path}`, operation)),
  );
  return [
    '/** The API as types. Generated from the routes by scripts/generate-contracts.ts: change the routes, not this file. */\n',
    ...shapes,
    `/** Every endpoint below /api/v1, by method and path. */\nexport interface Endpoints {\n${endpoints.join('')}}\n`,
  ].join('\n');
}

function endpoint(name: string, operation: Operation): string {
  const parts: string[] = [];
  for (const place of ['path', 'query']) {
    const own = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
    if (own.length === 0) continue;
    const fields = own.map(({ name: field, required, schema = {} }) => {
      return `${key(field)}${required ? '' : '?'}: ${typeOf(schema, '    ')}`;
    });
    parts.push(`    ${place === 'path' ? 'params' : 'query'}: { ${fields.join('; ')} };\n`);
  }
  const body = mediaType(operation.requestBody);
  if (body !== null) parts.push(`    body: ${body};\n`);
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => /^2/.test(status));
  const responses = [...new Set(answers.map(([, response]) => mediaType(response) ?? 'undefined'))];
  parts.push(`    response: ${responses.join(' | ') || 'undefined'};\n`);
  return `  /** ${operation.summary ?? ''} */\n  ${JSON.stringify(name).replaceAll('"', "'")}: {\n${parts.join('')}  };\n`;
}

/** The JSON form where there is one; text and bytes are strings here. */
function mediaType(media: Media | undefined): string | null {
  const entries = Object.entries(media?.content ?? {});
  if (entries.length === 0) return null;
  const chosen = entries.find(([type]) => type === 'application/json') ?? entries[0];
  return typeOf(chosen?.[1].schema ?? {}, '    ');
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => typeOf(choice, indent)))].join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map((part) => grouped(typeOf(part, indent))).join(' & ');
  if (Array.isArray(schema.type)) {
    return [...new Set(schema.type.map((type) => typeOf({ ...schema, type }, indent)))].join(' | ');
  }
  return typeOfKind(schema, indent);
}

function typeOfKind(schema: Schema, indent: string): string {
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `${grouped(typeOf(schema.items ?? {}, indent))}[]`;
    case 'object':
      return objectType(schema, indent);
    default:
      return 'unknown';
  }
}

function objectType(schema: Schema, indent: string): string {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) {
    const { additionalProperties: rest } = schema;
    return `Record<string, ${typeof rest === 'object' ? typeOf(rest, indent) : 'unknown'}>`;
  }
  const required = new Set(schema.required ?? []);
  const lines = fields.map(([name, field]) => {
    return `${indent}  ${key(name)}${required.has(name) ? '' : '?'}: ${typeOf(field, `${indent}  `)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function grouped(type: string): string {
  return /[|&]/.test(type) && !type.startsWith('{') ? `(${type})` : type;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
