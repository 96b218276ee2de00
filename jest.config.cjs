/** Every jest project of the repository; `scripts/test.mjs` picks them by name. */
const swc = {
  '^.+\\.tsx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } }, module: { type: 'commonjs' } }],
}
const project = (displayName, more = {}) => ({ displayName, rootDir: __dirname, testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts?(x)`], transform: swc, testEnvironment: 'node', ...more })
module.exports = {
  testTimeout: 60000,
  // Jest leaves one core to itself, which on two cores is half the machine; test files wait for processes often enough.
  maxWorkers: '100%',
  projects: [project('unit'), project('localcloud'), project('functions'), project('miniprogram'), project('e2e')],
}
