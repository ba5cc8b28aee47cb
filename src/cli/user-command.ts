import type { Command } from 'commander';
import { Option } from 'commander';
import { localUrl } from '#app/local-url';
import type { AccessUseCases } from '#app/use-cases';
import type { MemberView } from '#app/views/access-views';
import { NotFoundError } from '#kernel/errors';
import type { CommandContext } from './command-deps.ts';
import type { Register } from './register.ts';
import { ROLES } from './roles.ts';
import { showTable } from './show-table.ts';
import { wordsOf } from './words.ts';

interface AddOptions {
  email?: string;
  role: MemberView['role'];
}

/** `--role` of a member who is added without one. */
const DEFAULT_ROLE = 'member';

export function userCommand(program: Command, register: Register): void {
  const user = program.command('user').description('members of the workspace');
  register(user.command('list').description('list members'), async (context) =>
    context.withUseCases(async ({ useCases }) => {
      const members = await useCases.access.listMembers();
      const rows = members.map((one) => [one.id, one.name, one.role, one.groups.join(', ')]);
      context.result({ schema: 'medida.users/1', users: members }, () => showTable(rows, context.language));
      return true;
    }),
  );
  const add = user
    .command('add')
    .description('add a member and get a one-time login link for them')
    .argument('<name>', 'their name')
    .option('--email <address>', 'their address')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).default(DEFAULT_ROLE));
  register(add, async (context, [name], { email, role }: AddOptions) =>
    context.withUseCases(async ({ useCases, url }) => {
      const added = await useCases.access.addMember({
        name: String(name),
        role,
        ...(email !== undefined && { email }),
      });
      showLink(context, url, { schema: 'medida.user/1', ...added }, added.link);
      return true;
    }),
  );
  const link = user
    .command('link')
    .description('get a new one-time login link, for yourself unless somebody is named')
    .argument('[member]', 'name or id');
  register(link, async (context, [who]) =>
    context.withUseCases(async ({ useCases: { access }, url }) => {
      const id = who === undefined ? (await access.session()).account.id : (await findMember(access, String(who))).id;
      const issued = await access.issueLink(id);
      showLink(context, url, { schema: 'medida.link/1', ...issued }, issued.link);
      return true;
    }),
  );
  roleCommand(user, register);
  removeCommand(user, register);
}

function roleCommand(user: Command, register: Register): void {
  const role = user
    .command('role')
    .description('change what a member may do')
    .argument('<member>', 'name or id')
    .argument('<role>', ROLES.join(', '));
  register(role, async (context, [who, wanted]) =>
    context.withUseCases(async ({ useCases: { access } }) => {
      const member = await findMember(access, String(who));
      const changed = await access.changeRole(member.id, wanted as MemberView['role']);
      context.result({ schema: 'medida.user/1', ...changed }, () => `${changed.name}  ${changed.role}\n`);
      return true;
    }),
  );
}

function removeCommand(user: Command, register: Register): void {
  const remove = user.command('remove').description('remove a member').argument('<member>', 'name or id');
  register(remove, async (context, [who]) =>
    context.withUseCases(async ({ useCases: { access } }) => {
      const member = await findMember(access, String(who));
      await access.removeMember(member.id);
      context.result({ schema: 'medida.done/1', removed: member.id }, () => `${wordsOf(context.language).done}\n`);
      return true;
    }),
  );
}

/** Addresses are given whole, so that they can be passed on. */
function showLink(context: CommandContext, server: string | null, value: object, path: string): void {
  const { host, port, publicUrl } = context.config.values;
  const url = new URL(path, publicUrl ?? server ?? localUrl(host, port)).href;
  context.result({ ...value, url }, () => `${wordsOf(context.language).linkOnce}\n${url}\n`);
}

/** By id, or by a name that only one member has. */
export async function findMember(access: AccessUseCases, idOrName: string): Promise<MemberView> {
  const members = await access.listMembers();
  const found = members.filter(({ id, name }) => id === idOrName || name === idOrName);
  const [member] = found;
  if (member !== undefined && found.length === 1) return member;
  throw new NotFoundError({
    code: 'MEMBER_NOT_FOUND',
    message: found.length === 0 ? 'There is no such member.' : 'Several members have this name.',
    remedy: 'Give the id that medida user list shows.',
  });
}
