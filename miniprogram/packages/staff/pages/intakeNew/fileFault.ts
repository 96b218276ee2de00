import { ERROR_MESSAGES } from '../../../../../src/contracts/errors'
import { MAXIMUM_INTAKE_BYTES } from '../../../../../src/contracts/limits'
import type { ChosenFile } from '../../../../platform/TableChooser'

/** Why a file cannot be handed over; empty when it can. What it holds is for the server to read. */
export function fileFault({ name, byteCount }: Pick<ChosenFile, 'name' | 'byteCount'>): string {
  if (/\.xls$/i.test(name)) return '这是旧的 XLS 格式。请在表格软件里另存为 XLSX，再选一次。'
  if (!/\.(csv|txt|xlsx)$/i.test(name)) return '请选择 CSV 或 XLSX 表格文件。'
  return byteCount < 1 || byteCount > MAXIMUM_INTAKE_BYTES ? ERROR_MESSAGES.INTAKE_FILE_SIZE.zh : ''
}
