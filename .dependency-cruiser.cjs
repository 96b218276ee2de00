/** Import directions of the house; see docs/decisions. A folder sees only what stands left of it. */
const only = (from, ...allowed) => ({
  name: `${from}-sees-only-its-own`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(src|miniprogram|cloudfunctions)/', pathNot: `^(${[from, ...allowed].join('|')})/` },
})
const pure = (from) => ({
  name: `${from}-has-no-io`,
  severity: 'error',
  comment: 'Rules and contracts are pure: no node module, no package but zod/mini.',
  from: { path: `^${from}/` },
  to: { dependencyTypesNot: ['local', 'type-only'], pathNot: 'node_modules/zod/' },
})
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    only('src/contracts'),
    only('src/domain', 'src/contracts'),
    only('src/usecases', 'src/domain', 'src/contracts'),
    only('src/cloudbase', 'src/usecases', 'src/domain', 'src/contracts'),
    only('src/paperwork', 'src/domain', 'src/contracts'),
    only('src/localcloud'),
    only('src/democity', 'src/cloudbase', 'src/domain', 'src/contracts'),
    only('cloudfunctions', 'src/cloudbase', 'src/paperwork', 'src/usecases', 'src/domain', 'src/contracts'),
    only('miniprogram', 'src/domain', 'src/contracts'),
    pure('src/domain'),
    pure('src/contracts'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'], extensions: ['.ts', '.tsx', '.weapp.ts', '.h5.ts', '.weapp.tsx', '.h5.tsx', '.js', '.json'] },
  },
}
