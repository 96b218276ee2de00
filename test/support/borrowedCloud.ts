import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { matching } from '../../src/localcloud/store/find'
import type { TestCloud } from './cloud'
import { fillSampleCity, startSampleCloud } from './sampleCloud'

/**
 * The environment that a test has given back, for the next test of its file: starting the functions' processes takes
 * longer than most tests.
 */
let spare: TestCloud | undefined
afterAll(async () => {
  await spare?.remove()
  spare = undefined
})

/**
 * As `startSampleCloud`, for a file in which every test wants a city that nobody has touched. The functions remember what
 * was called in the last minute: a file whose tests together call too often needs `startSampleCloud`.
 */
export async function borrowSampleCloud(): Promise<TestCloud> {
  const cloud = (await takeSpare()) ?? (await startSampleCloud())
  return { ...cloud, remove: () => giveBack(cloud) }
}

async function takeSpare(): Promise<TestCloud | undefined> {
  const cloud = spare
  spare = undefined
  if (!cloud) return undefined
  empty(cloud)
  await fillSampleCity(cloud)
  Object.assign(process.env, cloud.environment)
  return cloud
}

async function giveBack(cloud: TestCloud): Promise<void> {
  // What still runs would write into the next test's city.
  const isBusy = cloud.recentCalls().some(({ outcome }) => outcome === 'running')
  if (spare || isBusy) return cloud.remove()
  spare = cloud
}

function empty({ store, folder }: TestCloud): void {
  store.write(() => {
    for (const name of store.collectionNames()) {
      const collection = store.collection(name)
      for (const { place, document } of [...matching(collection, {})]) collection.remove(place, document)
    }
  })
  const stored = join(folder, 'files', 'stored')
  for (const name of readdirSync(stored)) rmSync(join(stored, name), { recursive: true })
}
