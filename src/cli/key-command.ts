import type { Command } from 'commander';
import { Option } from 'commander';
import type { ApiKeyView, CreateKeyRequest } from '#app/views/access-views';
import { type Register, repeated } from './register.ts';
import { ROLES } from './roles.ts';
import { showTable } from './show-table.ts';
import { wordsOf } from './words.ts';

interface CreateOptions {
  role?: ApiKeyView['role'];
  group?: string[];
  expires?: string;
}

export function keyCommand(program: Command, register: Register): void {
  const key = program.command('key').description('API keys for programs');
  const create = key
    .command('create')
    .description('make a key; it is shown once')
    .argument('<name>', 'what the key is for')
    .addOption(new Option('--role <role>', 'what the key may do; never more than you').choices(ROLES))
    .option('--group <name>', 'a group whose documents it may see (repeatable)', repeated)
    .option('--expires <time>', 'when it stops working, as ISO 8601');
  register(create, async (context, [name], options: CreateOptions) =>
    context.withUseCases(async ({ useCases }) => {
      const made = await useCases.access.createKey(requested(String(name), options));
      context.result({ schema: 'medida.key/1', ...made }, () => made.key);
      if (!context.json) context.terminal.write('\n');
      context.terminal.note(`${wordsOf(context.language).keyOnce}\n`);
      return true;
    }),
  );
  register(key.command('list').description('list keys'), async (context) =>
    context.withUseCases(async ({ useCases }) => {
      const keys = await useCases.access.listKeys();
      context.result({ schema: 'medida.keys/1', keys }, () =>
        showTable(
          keys.map((one) => [one.id, one.prefix, one.name, one.role, one.revokedAt ?? one.expiresAt ?? '']),
          context.language,
        ),
      );
      return true;
    }),
  );
  const revoke = key.command('revoke').description('end a key').argument('<id>', 'its id, from key list');
  register(revoke, async (context, [id]) =>
    context.withUseCases(async ({ useCases }) => {
      await useCases.access.revokeKey(String(id));
      context.result({ schema: 'medida.done/1', revoked: id }, () => `${wordsOf(context.language).done}\n`);
      return true;
    }),
  );
}

function requested(name: string, options: CreateOptions): CreateKeyRequest {
  return {
    name,
    ...(options.role && { role: options.role }),
    ...(options.group && { groups: options.group }),
    ...(options.expires !== undefined && { expiresAt: toMoment(options.expires) }),
  };
}

/** A day alone means its beginning in UTC; what cannot be read is left for the use case to refuse. */
function toMoment(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
