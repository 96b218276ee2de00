import { useRef, useState } from 'react'
import { callError } from '../../../../../src/contracts/errors'
import type { CallAnswer, Response } from '../../../../../src/contracts/functions'
import { call } from '../../../../gateway/call'
import type { ChosenFile } from '../../../../platform/TableChooser'
import { uploadFile } from '../../../../platform/uploadFile'

type Told = { kind: string; department: string; file: ChosenFile }
type Prepared = Told & { at: number; target: Response<'intake', 'file.prepare'>; hasArrived: boolean }

/** The storage's permission holds a quarter of an hour; a large file takes its part of it. */
const PREPARED_MS = 5 * 60_000

/** Brings a file up and has it checked; a new try goes on where the last one failed. */
export function useHandOver() {
  const [percent, setPercent] = useState<number>()
  const last = useRef<Prepared>()

  async function prepare({ kind, department, file }: Told): Promise<CallAnswer<Prepared>> {
    const known = last.current
    const isSame = known?.kind === kind && known.department === department && known.file === file
    const isOpen = known && (known.hasArrived || Date.now() - known.at < PREPARED_MS)
    if (isSame && isOpen) return { ok: true, value: known }
    const { name: fileName, byteCount } = file
    const answer = await call('intake', 'file.prepare', { kind, department, fileName, byteCount })
    if (!answer.ok) return answer
    const prepared = { kind, department, file, at: Date.now(), target: answer.value, hasArrived: false }
    last.current = prepared
    return { ok: true, value: prepared }
  }

  /** Answers with the id of the file. */
  async function handOver(told: Told): Promise<CallAnswer<string>> {
    const prepared = await prepare(told)
    if (!prepared.ok) return prepared
    const { intakeId, ...target } = prepared.value.target
    if (!prepared.value.hasArrived) {
      setPercent(0)
      prepared.value.hasArrived = await uploadFile(told.file, target, setPercent)
      setPercent(undefined)
    }
    if (!prepared.value.hasArrived) return { ok: false, error: callError('INTAKE_FILE_MISSING') }
    const begun = await call('intake', 'file.begin', { intakeId })
    // It was begun by a try whose answer was lost.
    const isBegun = begun.ok || begun.error.code === 'INTAKE_STATE'
    return isBegun ? { ok: true, value: intakeId } : begun
  }
  return { percent, handOver }
}
