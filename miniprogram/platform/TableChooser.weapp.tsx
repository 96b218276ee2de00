import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { asAlert, asButton } from './semantics'
import './TableChooser.scss'

/** `wx` when the person has not agreed to the privacy guide. */
const NOT_PERMITTED = /privacy|auth deny|authorize|permission/i

/** Lets the person choose a spreadsheet from a chat: a phone has no folders to choose from. */
export const TableChooser: typeof import('./TableChooser.h5').TableChooser = ({ label, onChosen }) => {
  const [trouble, setTrouble] = useState('')
  async function choose() {
    setTrouble('')
    try {
      const { tempFiles } = await Taro.chooseMessageFile({
        count: 1,
        type: 'file',
        extension: ['csv', 'txt', 'xlsx'],
      })
      const [file] = tempFiles
      if (file) onChosen({ name: file.name, byteCount: file.size, path: file.path })
    } catch (fault) {
      const { errMsg = '' } = fault as { errMsg?: string }
      if (errMsg.includes('cancel')) return
      if (!NOT_PERMITTED.test(errMsg)) throw fault
      setTrouble('您没有同意使用微信里的文件。可以用电脑登录后上传。')
    }
  }
  return (
    <View className="table-chooser">
      <Button size="xlarge" block {...asButton(choose)}>
        {label}
      </Button>
      <View className="table-chooser-hint">先把文件发到任意聊天（例如“文件传输助手”），再从那里选</View>
      {trouble !== '' && (
        <View className="table-chooser-trouble" {...asAlert()}>
          {trouble}
        </View>
      )}
    </View>
  )
}
