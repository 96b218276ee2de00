import { counts, unused } from './coverage'
import { startCloudForAll } from './suite'

/**
 * What CloudBase and MongoDB document, asked through the real SDK: each case states the rule it holds, and each file its
 * sources. They run in one file so that the last test can say what none of them used.
 */

startCloudForAll()

require('./documentCases')
require('./queryCases')
require('./updateCases')
require('./stageCases')
require('./expressionCases')
require('./geoCases')
require('./malformedCases')

test('every method, command, stage and operator that the SDK offers is used by a case', () => {
  console.info(`conformance: ${counts().used} of the SDK's ${counts().offered} are used`)
  expect(unused()).toEqual([])
})
