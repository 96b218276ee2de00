import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Department } from '../../../../../src/domain/departments'
import { INTAKE_KINDS } from '../../../../../src/domain/intake/kinds'
import { ActionButton } from '../../../../components/ActionButton'
import { ProgressBar } from '../../../../components/ProgressBar'
import { openPage } from '../../../../navigation'
import { asAlert, asHeading } from '../../../../platform/semantics'
import { type ChosenFile, TableChooser } from '../../../../platform/TableChooser'
import { useAction } from '../../../../useAction'
import { Choices } from '../../Choices'
import { sizeInWords } from '../../fileWords'
import { fileFault } from './fileFault'
import { TemplateButton } from './TemplateButton'
import { useHandOver } from './useHandOver'
import './index.scss'

/** Of what kind, whose, and which file; what was chosen stays when the upload fails. */
export function NewFileForm({ departments }: { departments: readonly Department[] }) {
  const [kind, setKind] = useState<string>()
  const [chosenKey, setDepartment] = useState<string>()
  const [file, setFile] = useState<ChosenFile>()
  const [fault, setFault] = useState('')
  const { percent, handOver } = useHandOver()
  const kinds = INTAKE_KINDS.filter(
    ({ department: only }) => only === undefined || departments.some(({ key }) => key === only),
  )
  const only = kinds.find(({ key }) => key === kind)?.department
  const possible = departments.filter(({ key }) => only === undefined || key === only)
  const department = possible.length === 1 ? possible[0]?.key : chosenKey

  function choose(chosen: ChosenFile) {
    const wrong = fileFault(chosen)
    setFault(wrong)
    if (wrong === '') setFile(chosen)
  }
  const sending = useAction(async () => {
    if (!kind || !department || !file) return { ok: true, value: undefined }
    const answer = await handOver({ kind, department, file })
    if (answer.ok) openPage(`/packages/staff/pages/intake/index?id=${answer.value}`)
    return answer
  })
  const missing = !kind ? '请先选择类别' : !department ? '请先选择部门' : !file ? '请先选择文件' : ''

  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          一、这是哪一类信息
        </View>
        <Choices options={kinds} chosen={kind} onChoose={setKind} />
        {kind && <TemplateButton key={kind} kind={kind} />}
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          二、由哪个部门报送
        </View>
        {possible.length === 1 ? (
          <View>{possible[0]?.name}</View>
        ) : (
          <Choices options={possible} chosen={department} onChoose={setDepartment} />
        )}
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          三、选择文件
        </View>
        <View>CSV 或 XLSX 表格，200 MB 以内。请不要包含身份证号，有的话会被丢弃。</View>
        {file && <View className="intake-new-file">{`${file.name}（${sizeInWords(file.byteCount)}）`}</View>}
        <TableChooser label={file ? '换一个文件' : '选择文件'} onChosen={choose} />
        {fault !== '' && (
          <View className="intake-new-fault" {...asAlert()}>
            {fault}
          </View>
        )}
      </View>
      <View className="card">
        <View>上传后先核对，告诉您每一行会怎样；您确认以后才入库。</View>
        {percent !== undefined && <ProgressBar label="正在上传" percent={percent} />}
        {missing === '' ? (
          <ActionButton label="上传并核对" action={sending} />
        ) : (
          <View className="intake-new-missing">{missing}</View>
        )}
      </View>
    </View>
  )
}
