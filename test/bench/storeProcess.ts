import { startLocalcloud } from '../../src/localcloud/localcloud'

/**
 * localcloud alone in a process of its own, for those who kill it or crowd it: the arguments are the database file and
 * the declared indexes; it sends its address and environment when it answers, and ends in order with its parent.
 */
async function serve(storeFile: string, indexes: string): Promise<void> {
  const cloud = await startLocalcloud({
    storeFile,
    indexes: JSON.parse(indexes),
    port: 0,
    unindexedReads: 'warn',
  })
  process.on('message', () => process.send?.({ residentBytes: process.memoryUsage().rss }))
  process.on('disconnect', () => void cloud.close().then(() => process.exit(0)))
  process.send?.({ url: cloud.url, environment: cloud.environment })
}

void serve(process.argv[2] as string, process.argv[3] as string)
