import { describe, expect, it } from 'vitest';
import type { Config } from '#app/config';
import { SETTINGS, type SettingValues } from '#app/settings';
import type { CommandUseCases } from '#app/use-cases';
import type { AnswerView, PassageView } from '#app/views/answer-views';
import type { IngestReportView } from '#app/views/knowledge-views';
import { InputError, NotFoundError } from '#kernel/errors';
import type { CommandDeps } from './command-deps.ts';
import { runProgram } from './run-program.ts';

const values = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, { fallback }]) => [name, fallback]),
) as unknown as SettingValues;

const answer: AnswerView = {
  schema: 'medida.ask/1',
  id: 'interaction-1',
  question: 'How many days?',
  language: 'en',
  abstained: false,
  reason: null,
  answer: 'There are 24 days.',
  statements: [
    {
      text: 'There are 24 days.',
      support: 'quoted',
      citations: [
        {
          ...{ documentId: 'd', document: 'a/policy.pdf', title: 'Policy', version: 2, page: 3, start: 0, end: 18 },
          quote: 'There are 24 days.',
        },
      ],
    },
  ],
  usage: { model: 'extractive', inputTokens: null, outputTokens: null },
  seconds: 0.1,
  indexVersion: 1,
};

const passage: PassageView = {
  ...{ documentId: 'd', document: 'a/policy.pdf', title: 'Policy', version: 2, page: null, start: 0, end: 4 },
  ...{ score: 1.5, text: 'Days', headings: [] },
};

interface Run {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
  readonly calls: readonly unknown[];
}

/** Runs the command line over use cases that only write down what they were asked. */
async function run(
  args: readonly string[],
  given: { files?: Record<string, string>; stop?: AbortController } = {},
): Promise<Run> {
  let out = '';
  let notes = '';
  const calls: unknown[] = [];
  const asked =
    (name: string) =>
    (...input: unknown[]) => {
      calls.push([name, ...input.filter((one) => !(one instanceof AbortSignal))]);
    };
  const useCases = recordingUseCases(asked);
  const deps: CommandDeps = {
    readConfig: async (input): Promise<Config> => {
      asked('config')(input.flags);
      return { values, settings: [] };
    },
    open: async () => ({ useCases, url: null, close: async () => asked('close')() }),
    serve: async (_config, options) => asked('serve')(options),
    terminal: {
      write: (text) => {
        out += text;
      },
      note: (text) => {
        notes += text;
      },
      interactive: false,
      confirm: async () => false,
      async *readLines(path) {
        yield* (given.files?.[path] ?? '').split('\n');
      },
      async *readBytes(path) {
        yield Buffer.from(given.files?.[path] ?? '');
      },
      writeFile: async (path) => asked('writeFile')(path),
    },
    signal: (given.stop ?? new AbortController()).signal,
    version: '1.2.3',
    locale: '',
  };
  return { code: await runProgram(args, deps), out, notes, calls };
}

/** As the domain does, here by the name of the refusal. */
function refuse(question: string): void {
  if (!/^[A-Z]+(_[A-Z]+)+$/.test(question)) return;
  throw new InputError({ code: question, message: 'Not that.', remedy: 'Something else.' });
}

function recordingUseCases(asked: (name: string) => (...input: unknown[]) => void): CommandUseCases {
  const report: Omit<IngestReportView, 'failed'> = {
    ...{ schema: 'medida.ingest/1', knowledgeBase: 'documents', added: 1, changed: 0, unchanged: 2, removed: 0 },
    ...{ chunks: 5, seconds: 0.5, failed: [] },
  };
  return {
    knowledge: {
      listBases: async () => [],
      createBase: async (request) => {
        asked('createBase')(request);
        return {
          id: 'k',
          title: '',
          groups: [],
          documents: 0,
          failed: 0,
          indexVersion: 0,
          ...request,
          name: request.name,
        } as never;
      },
      planPath: async (name, request) => {
        asked('plan')(name, request);
        const remedy = 'Check the path.';
        if (request.path === '/nonexistent')
          throw new InputError({ code: 'PATH_NOT_FOUND', message: 'There is nothing.', remedy });
        return {
          added: [{ document: 'x.md', sizeBytes: 1 }],
          changed: [],
          unchanged: 0,
          removed: [],
          retried: [],
          refused: [],
        };
      },
      ingestPath: async (name, request) => {
        asked('ingest')(name, request);
        const { path } = request;
        const failed = [{ document: 'b.pdf', code: 'DOCUMENT_DAMAGED', message: 'Cut off.', remedy: 'Send it again.' }];
        return path.endsWith('bad') ? { ...report, failed } : { ...report, failed: [] };
      },
    },
    answers: {
      search: async (request) => {
        asked('search')(request);
        refuse(request.query);
        return {
          schema: 'medida.search/1',
          query: request.query,
          language: 'en',
          passages: [passage],
          indexVersion: 1,
        };
      },
      async *ask(request) {
        asked('ask')(request);
        refuse(request.question);
        if (request.question === 'unknown base') {
          throw new NotFoundError({ code: 'KNOWLEDGE_BASE_NOT_FOUND', message: 'None.', remedy: 'List them.' });
        }
        yield { type: 'done', answer: { ...answer, question: request.question } };
      },
    },
    access: { session: async () => ({ workspace: { id: 'w', name: 'main', title: '' } }) } as never,
    audit: { async *export() {}, checkpoint: async () => 'note\n' },
    jobs: { list: async () => [], cancel: async (id: string) => ({ id, state: 'cancelled' }) } as never,
    doctor: async () =>
      ({ ok: false, versions: {}, settings: [], checks: [], database: { kind: 'embedded', version: '18' } }) as never,
  };
}

describe('the command line', () => {
  it('prints one JSON document, and nothing else, on standard output', async () => {
    const { code, out, calls } = await run([
      'ask',
      'How',
      'many',
      'days?',
      '--json',
      '-k',
      'one',
      '-k',
      'two',
      '--mode',
      'extractive',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(answer);
    expect(out.endsWith('\n')).toBe(true);
    expect(calls).toContainEqual([
      'ask',
      { question: 'How many days?', knowledgeBases: ['one', 'two'], mode: 'extractive' },
    ]);
    expect(calls.at(-1)).toEqual(['close']);
  });

  it('shows an answer with its sources to people, in their language', async () => {
    expect((await run(['ask', 'days', '--lang', 'en'])).out).toBe(
      'There are 24 days. [1]\n\nSources:\n[1] Policy, p. 3 (a/policy.pdf, v2)\n',
    );
    expect((await run(['ask', 'days', '--lang', 'es'])).out).toContain('Fuentes:\n[1] Policy, pág. 3');
  });

  it('searches with options before or after the words', async () => {
    const { calls, out } = await run(['search', '--limit', '3', 'free', 'days', '--explain']);
    expect(calls).toContainEqual(['search', { query: 'free days', limit: 3, explain: true }]);
    expect(out).toContain('1. Policy (a/policy.pdf, v2)  1.50\n   Days');
  });

  it.each([
    [['ask']],
    [['ask', '  ']],
    [['search', '   ']],
    [['search', 'x', '--limit', 'many']],
    [['ask', 'x', '--mode', 'guess']],
    [['nonsense']],
    [['ingest']],
    [['ask', 'x', '--colour']],
    [[]],
  ])('does not understand %j', async (args) => {
    const { code, out, notes } = await run(args);
    expect([args, code]).toEqual([args, 2]);
    expect(out).toBe('');
    expect(notes).not.toBe('');
  });

  it.each(['QUESTION_EMPTY', 'QUESTION_TOO_LONG', 'QUESTION_NOT_TEXT', 'LIMIT_INVALID'])(
    'understands a question that is none no better: %s',
    async (code) => {
      expect((await run(['ask', code])).code).toBe(2);
      expect((await run(['search', code])).code).toBe(2);
    },
  );

  it('says as JSON too what it does not understand', async () => {
    for (const args of [['ask', 'x', '--colour'], ['nonsense'], ['search', 'x', '--limit', 'many']]) {
      const { code, out, notes } = await run([...args, '--json']);
      expect(code).toBe(2);
      expect(JSON.parse(out)).toMatchObject({ schema: 'medida.error/1', error: { code: 'COMMAND_INVALID' } });
      expect(notes).not.toBe('');
    }
  });

  it('tells its version and helps', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
    const help = await run(['ask', '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('--knowledge-base');
  });

  it('makes no knowledge base for what cannot be read', async () => {
    const { code, calls } = await run(['ingest', '/nonexistent', '-k', 'ghost']);
    expect(code).not.toBe(0);
    expect(calls.map((call) => (call as unknown[])[0])).not.toContain('createBase');
  });

  it('makes the knowledge base when it is missing, and ingests an absolute path', async () => {
    const { code, calls, out } = await run([
      'ingest',
      '/data/docs',
      '-k',
      'handbook',
      '--group',
      'board',
      '--remove-missing',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(calls).toContainEqual(['createBase', { name: 'handbook' }]);
    expect(calls).toContainEqual([
      'ingest',
      'handbook',
      { path: '/data/docs', removeMissing: true, groups: ['board'] },
    ]);
    expect(JSON.parse(out)).toMatchObject({ schema: 'medida.ingest/1', added: 1 });
  });

  it('shows a plan and changes nothing', async () => {
    const { code, calls, out } = await run(['ingest', '/data/docs', '--dry-run', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ schema: 'medida.plan/1', added: [{ document: 'x.md' }] });
    expect(calls.map((call) => (call as string[])[0])).toEqual(['config', 'plan', 'close']);
  });

  it('fails when a document failed, and says which and what to do', async () => {
    const { code, out } = await run(['ingest', '/data/bad', '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toContain('b.pdf');
    expect(out).toContain('Send it again.');
  });

  it('answers a file line by line; a bad line spoils only itself', async () => {
    const lines = [
      '{"id": "a", "question": "one"}',
      'nonsense',
      '',
      '{"id": 2, "question": "unknown base"}',
      '{"id": 3, "question": "two"}',
    ];
    const { code, out } = await run(['ask', '--file', 'q.jsonl'], { files: { 'q.jsonl': lines.join('\n') } });
    const results = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(results.map(({ id, question, error }) => [id, question, error?.code])).toEqual([
      ['a', 'one', undefined],
      [null, undefined, 'LINE_INVALID'],
      [2, undefined, 'KNOWLEDGE_BASE_NOT_FOUND'],
      [3, 'two', undefined],
    ]);
    expect(results[0]).toMatchObject({ interactionId: 'interaction-1', schema: 'medida.ask/1' });
  });

  it('gives an error as JSON where JSON was asked for', async () => {
    const { code, out, notes } = await run(['ask', 'unknown base', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'KNOWLEDGE_BASE_NOT_FOUND', remedy: 'List them.', blame: 'input' },
    });
    expect(notes).toContain('List them.');
  });

  it('refuses a workspace that is not there', async () => {
    expect((await run(['ask', 'days', '--workspace', 'main'])).code).toBe(0);
    const { code, out } = await run(['ask', 'days', '--workspace', 'other', '--json']);
    expect([code, JSON.parse(out).error.code]).toEqual([1, 'WORKSPACE_NOT_FOUND']);
  });

  it('passes flags to the configuration and options to the server', async () => {
    const { calls } = await run(['up', '--home', '/h', '--port', '9', '--host', '::1', '--sample']);
    expect(calls).toEqual([
      ['config', { home: '/h', host: '::1', port: '9' }],
      ['serve', { sample: true, login: false }],
    ]);
  });

  it('verifies a log without a data folder, and finds nonsense not intact', async () => {
    const { code, out, calls } = await run(['audit', 'verify', 'log.jsonl', '--json'], {
      files: { 'log.jsonl': 'nonsense\n' },
    });
    expect([code, JSON.parse(out).ok]).toEqual([1, false]);
    expect(calls.map((call) => (call as string[])[0])).toEqual(['config']);
  });

  it('writes a checkpoint where it is told, and fails when the installation is not well', async () => {
    const { calls } = await run(['audit', 'checkpoint', '--out', 'c.txt']);
    expect(calls).toContainEqual(['writeFile', 'c.txt']);
    expect((await run(['doctor'])).code).toBe(1);
  });

  it('says calmly that it was cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code, notes } = await run(['ask', 'unknown base', '--lang', 'en'], { stop });
    expect([code, notes]).toEqual([1, 'Cancelled.\n']);
  });
});
