/** dependency-cruiser's configuration, made from architecture.json so that there is one source. */

import { readFileSync } from 'node:fs';

const { modules } = JSON.parse(readFileSync(new URL('./architecture.json', import.meta.url), 'utf8'));
const TESTS = ['\\.test\\.ts$', '/testing\\.ts$', '/testing/', '-contract\\.ts$', '\\.fixture\\.ts$'];
const escaped = (path) => path.replaceAll('.', '\\.');
const inside = (path) => (path.endsWith('.ts') ? `^${escaped(path)}$` : `^${escaped(path)}/`);

/** The files of `name` that another module may see. */
function door(name, which) {
  const { path } = modules[name];
  return path.startsWith('src/domain/') ? `^${escaped(path)}/${which}\\.ts$` : inside(path);
}

function rulesOf(name, module) {
  const allowed = [
    inside(module.path),
    ...module.imports.map((other) => door(other, module.path === 'src/app' ? '(index|ports)' : 'index')),
    ...(module.ports ?? []).map((other) => door(other, 'ports')),
  ];
  return {
    name: `${name}-imports`,
    comment: `${module.path} (${module.why}) may import ${[...module.imports, ...(module.ports ?? []).map((port) => `${port}/ports`)].join(', ') || 'nothing of ours'}; through the door of each domain. See architecture.json.`,
    severity: 'error',
    from: { path: inside(module.path), pathNot: TESTS },
    to: { path: '^src/', pathNot: allowed },
  };
}

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'No import cycles, type imports counted: move the shared part down, towards the kernel.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Test doubles and contract suites stay out of the product.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-stray-modules',
      comment: 'Every file under src/ belongs to a module of architecture.json.',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.values(modules).map(({ path }) => inside(path)) },
      to: {},
    },
    {
      name: 'no-development-dependencies',
      comment: 'What the product imports must be installed with it.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    ...Object.entries(modules).map(([name, module]) => rulesOf(name, module)),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
