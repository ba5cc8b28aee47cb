import type { Command } from 'commander';
import type { AccessUseCases } from '#app/use-cases';
import type { GroupView } from '#app/views/access-views';
import { NotFoundError } from '#kernel/errors';
import type { Register } from './register.ts';
import { showTable } from './show-table.ts';
import { findMember } from './user-command.ts';
import { wordsOf } from './words.ts';

export function groupCommand(program: Command, register: Register): void {
  const group = program.command('group').description('groups, which decide who sees what');
  register(group.command('list').description('list groups'), async (context) =>
    context.withUseCases(async ({ useCases }) => {
      const groups = await useCases.access.listGroups();
      const rows = groups.map(({ id, name }) => [id, name]);
      context.result({ schema: 'medida.groups/1', groups }, () => showTable(rows, context.language));
      return true;
    }),
  );
  const create = group.command('create').description('make a group').argument('<name>', 'its name');
  register(create, async (context, [name]) =>
    context.withUseCases(async ({ useCases }) => {
      const made = await useCases.access.createGroup(String(name));
      context.result({ schema: 'medida.group/1', ...made }, () => `${made.id}  ${made.name}\n`);
      return true;
    }),
  );
  for (const verb of ['add', 'remove'] as const) {
    const command = group
      .command(verb)
      .description(verb === 'add' ? 'put a member into a group' : 'take a member out of a group')
      .argument('<group>', 'name or id')
      .argument('<member>', 'name or id');
    register(command, async (context, [which, who]) =>
      context.withUseCases(async ({ useCases: { access } }) => {
        const { id: groupId } = await findGroup(access, String(which));
        const { id: accountId } = await findMember(access, String(who));
        await (verb === 'add' ? access.addToGroup(groupId, accountId) : access.removeFromGroup(groupId, accountId));
        context.result({ schema: 'medida.done/1', group: groupId, member: accountId }, () => {
          return `${wordsOf(context.language).done}\n`;
        });
        return true;
      }),
    );
  }
}

async function findGroup(access: AccessUseCases, idOrName: string): Promise<GroupView> {
  const found = (await access.listGroups()).find(({ id, name }) => id === idOrName || name === idOrName);
  if (found !== undefined) return found;
  throw new NotFoundError({
    code: 'GROUP_NOT_FOUND',
    message: 'There is no such group.',
    remedy: 'medida group list shows which there are.',
  });
}
