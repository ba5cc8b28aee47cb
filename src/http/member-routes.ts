/** Groups and members. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  addedMemberView,
  addMemberRequest,
  changeMemberRequest,
  createGroupRequest,
  groupView,
  loginLinkView,
  memberView,
} from '#app/views/access-views';
import type { HttpEnv } from './http-env.ts';
import { failed, json, jsonBody, listOf, nothing, whole } from './route-parts.ts';

const tags = ['Members'];
const id = z.string().min(1).max(100);
const membership = z.object({ id, accountId: id });
const member = z.object({ accountId: id });

const listGroups = createRoute({
  method: 'get',
  path: '/groups',
  tags,
  summary: 'List groups',
  responses: { 200: json(listOf(groupView), 'Groups'), default: failed },
});
const createGroup = createRoute({
  method: 'post',
  path: '/groups',
  tags,
  summary: 'Create a group',
  request: jsonBody(createGroupRequest),
  responses: { 201: json(groupView, 'Created'), default: failed },
});
const join = createRoute({
  method: 'put',
  path: '/groups/{id}/members/{accountId}',
  tags,
  summary: 'Put a member into a group',
  request: { params: membership },
  responses: { 204: nothing, default: failed },
});
const leave = createRoute({
  method: 'delete',
  path: '/groups/{id}/members/{accountId}',
  tags,
  summary: 'Take a member out of a group',
  request: { params: membership },
  responses: { 204: nothing, default: failed },
});
const listMembers = createRoute({
  method: 'get',
  path: '/members',
  tags,
  summary: 'List members',
  responses: { 200: json(listOf(memberView), 'Members'), default: failed },
});
const addMember = createRoute({
  method: 'post',
  path: '/members',
  tags,
  summary: 'Add a member and get a one-time login link for them',
  request: jsonBody(addMemberRequest),
  responses: { 201: json(addedMemberView, 'Added; the link is shown once'), default: failed },
});
const changeMember = createRoute({
  method: 'patch',
  path: '/members/{accountId}',
  tags,
  summary: 'Change the role of a member',
  request: { params: member, ...jsonBody(changeMemberRequest) },
  responses: { 200: json(memberView, 'The member'), default: failed },
});
const issueLink = createRoute({
  method: 'post',
  path: '/members/{accountId}/links',
  tags,
  summary: 'Get a new one-time login link for a member',
  request: { params: member },
  responses: { 201: json(loginLinkView, 'The link, shown once'), default: failed },
});
const removeMember = createRoute({
  method: 'delete',
  path: '/members/{accountId}',
  tags,
  summary: 'Remove a member',
  request: { params: member },
  responses: { 204: nothing, default: failed },
});

export function memberRoutes(api: OpenAPIHono<HttpEnv>): void {
  api.openapi(listGroups, async (c) => c.json(whole(await c.var.useCases.access.listGroups()), 200));
  api.openapi(createGroup, async (c) => c.json(await c.var.useCases.access.createGroup(c.req.valid('json').name), 201));
  api.openapi(join, async (c) => {
    const { id: groupId, accountId } = c.req.valid('param');
    await c.var.useCases.access.addToGroup(groupId, accountId);
    return c.body(null, 204);
  });
  api.openapi(leave, async (c) => {
    const { id: groupId, accountId } = c.req.valid('param');
    await c.var.useCases.access.removeFromGroup(groupId, accountId);
    return c.body(null, 204);
  });
  api.openapi(listMembers, async (c) => c.json(whole(await c.var.useCases.access.listMembers()), 200));
  api.openapi(addMember, async (c) => c.json(await c.var.useCases.access.addMember(c.req.valid('json')), 201));
  api.openapi(changeMember, async (c) => {
    const { accountId } = c.req.valid('param');
    return c.json(await c.var.useCases.access.changeRole(accountId, c.req.valid('json').role), 200);
  });
  api.openapi(issueLink, async (c) =>
    c.json(await c.var.useCases.access.issueLink(c.req.valid('param').accountId), 201),
  );
  api.openapi(removeMember, async (c) => {
    await c.var.useCases.access.removeMember(c.req.valid('param').accountId);
    return c.body(null, 204);
  });
}
