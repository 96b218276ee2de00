import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Localcloud, type LocalcloudOptions, startLocalcloud } from '../../src/localcloud/localcloud'

/** A local environment in a folder of its own, with the SDK of this process pointed at it. */
export type TestCloud = Localcloud & { folder: string; remove: () => Promise<void> }

/** Starts one on a free port. Only one at a time can be the SDK's: the SDK reads the process environment. */
export async function startTestCloud(
  options: Omit<LocalcloudOptions, 'storeFile' | 'port'>,
): Promise<TestCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'localcloud-'))
  const cloud = await startLocalcloud({ ...options, storeFile: join(folder, 'city.db'), port: 0 })
  Object.assign(process.env, cloud.environment)
  const remove = async () => {
    await cloud.close()
    rmSync(folder, { recursive: true })
  }
  return { ...cloud, folder, remove }
}
