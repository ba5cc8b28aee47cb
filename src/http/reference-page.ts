/** A readable reference of the API, made from its description: one plain page, no scripts, nothing from elsewhere. */

import { html, raw } from 'hono/html';
import type { ApiDescription } from './describe-api.ts';

type Schema = Record<string, unknown>;
interface Operation {
  readonly tags?: string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: { name?: string; in?: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { content?: Record<string, { schema?: Schema }> };
  readonly responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid #8886; }
section { margin: 1.5rem 0 2rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
.method { font-weight: 700; text-transform: uppercase; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid #8883; }
nav ul { columns: 2; }`;

export function referencePage(description: ApiDescription) {
  const operations = Object.entries(description.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))];
  const schemas = Object.entries((description.components?.schemas ?? {}) as Record<string, Schema>);
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Medida API</title><style>${raw(STYLE)}</style></head>
<body>
<h1>Medida API ${description.info.version}</h1>
<p>${description.info.description ?? ''}</p>
<p>Machine-readable: <a href="/api/v1/openapi.json">openapi.json</a>. Addresses are below <code>/api/v1</code>.</p>
<nav aria-label="Sections"><ul>${tags.map((tag) => html`<li><a href="#${anchor(tag)}">${tag}</a></li>`)}
<li><a href="#shapes">Shapes</a></li></ul></nav>
${tags.map(
  (tag) => html`<h2 id="${anchor(tag)}">${tag}</h2>
${operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag).map(showOperation)}`,
)}
<h2 id="shapes">Shapes</h2>
${schemas.map(([name, schema]) => html`<section id="${anchor(name)}"><h3>${name}</h3>${showFields(schema)}</section>`)}
</body></html>`;
}

function showOperation({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const body = Object.entries(operation.requestBody?.content ?? {});
  const parameters = operation.parameters ?? [];
  return html`<section>
<h3><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.summary ?? ''}. ${operation.description ?? ''}</p>
${
  parameters.length === 0
    ? ''
    : html`<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th></tr></thead><tbody>${parameters.map(
        (one) =>
          html`<tr><td><code>${one.name}${one.required ? '' : '?'}</code></td><td>${one.in}</td><td>${showType(one.schema)}</td></tr>`,
      )}</tbody></table>`
}
${body.map(([type, { schema }]) => html`<p>Body (${type}): ${showType(schema)}</p>`)}
<ul>${Object.entries(operation.responses ?? {}).map(
    ([status, response]) =>
      html`<li><code>${status}</code> ${response.description ?? ''} ${Object.entries(response.content ?? {}).map(
        ([type, { schema }]) => html`(${type}: ${showType(schema)})`,
      )}</li>`,
  )}</ul>
</section>`;
}

function showFields(schema: Schema): unknown {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  if (properties.length === 0) return html`<p>${showType(schema)}</p>`;
  const required = new Set((schema.required ?? []) as string[]);
  return html`<table><thead><tr><th>Field</th><th>Type</th></tr></thead><tbody>${properties.map(
    ([name, field]) =>
      html`<tr><td><code>${name}${required.has(name) ? '' : '?'}</code></td><td>${showType(field)}</td></tr>`,
  )}</tbody></table>`;
}

function showType(schema: Schema | undefined): ReturnType<typeof html> {
  if (schema === undefined) return html`anything`;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#${anchor(name)}">${name}</a>`;
  }
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined;
  if (choices) return html`${choices.map((choice, index) => html`${index > 0 ? ' or ' : ''}${showType(choice)}`)}`;
  if (Array.isArray(schema.enum))
    return html`<code>${schema.enum.map((value) => JSON.stringify(value)).join(' | ')}</code>`;
  if (schema.type === 'array') return html`list of ${showType(schema.items as Schema)}`;
  if (schema.properties) {
    const fields = Object.entries(schema.properties as Record<string, Schema>);
    return html`{ ${fields.map(([name, field], index) => html`${index > 0 ? ', ' : ''}<code>${name}</code>: ${showType(field)}`)} }`;
  }
  return html`${Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'anything')}`;
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
