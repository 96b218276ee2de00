import { readIndexes } from '../../src/cli/localcloudRun'
import { INDEXES } from '../../src/cloudbase/rows'
import { built } from '../support/built'

test('the file of indexes that is deployed is what the city declares, and localcloud takes it', () => {
  expect(readIndexes(built('indexes.json'))).toEqual(INDEXES)
})
