// Runs WeChat's own compilers over a built mini-program, in a process of its own: node compileForWechat.mjs FOLDER.
// Its last line tells the compiled files or what is wrong; the exit code is 0 or 1.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import ci from 'miniprogram-ci'
import config from 'miniprogram-ci/dist/config/config.js'

const projectPath = resolve(process.argv[2])
// They leave folders with random names where they run.
const work = mkdtempSync(join(tmpdir(), 'wechat-compilers-'))
process.chdir(work)
const privateKeyPath = join(work, 'key')
// The compilers want a key though they sign nothing, and ask the network for a list that they have.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
writeFileSync(privateKeyPath, privateKey.export({ type: 'pkcs1', format: 'pem' }))
ci.proxy('http://127.0.0.1:9')

const project = new ci.Project({
  appid: 'touristappid',
  type: 'miniProgram',
  projectPath,
  privateKeyPath,
  attr: async () => config.DefaultProjectAttr,
})
// Only when they are to be made small are WXML and WXSS parsed as a whole.
const setting = { es6: false, minify: false, minifyWXML: true, minifyWXSS: true }

ci.getCompiledResult({ project, version: '0.0.0', desc: '', setting, onProgressUpdate: () => {} }).then(
  (files) => end(0, `compiled: ${Object.keys(files).join(' ')}`),
  (fault) => end(1, `not compiled: ${String(fault.message).replace(/\s+/g, ' ')}`),
)

/** The compilers leave workers running, so the process is ended; a pipe must have been written before. */
function end(code, line) {
  rmSync(work, { recursive: true })
  process.stdout.write(`\n${line}\n`, () => process.exit(code))
}
