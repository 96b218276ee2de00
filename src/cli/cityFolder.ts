import { fail, type Result } from '../domain/result'
import { type CityKeys, keysOfCity } from './cityKeys'
import { type CityManifest, openDataFolder, sentenceOf } from './dataFolder'

/** Works on the city in a folder with its keys; what stands in the way is a sentence for the terminal. */
export async function openCity<T>(
  folder: string,
  work: (keys: CityKeys, manifest: CityManifest) => Promise<Result<T, string>>,
): Promise<Result<T, string>> {
  try {
    const opened = openDataFolder(folder)
    if (!opened.ok) return fail(opened.error.message)
    if (!opened.value) return fail(`There is no city in ${folder}.`)
    const keys = keysOfCity(opened.value, process.env)
    return keys.ok ? await work(keys.value, opened.value) : fail(keys.error.message)
  } catch (thrown) {
    const message = sentenceOf(thrown, folder)
    if (message) return fail(message)
    throw thrown
  }
}
