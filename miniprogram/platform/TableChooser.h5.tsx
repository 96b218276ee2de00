import { Button } from '@nutui/nutui-react-taro'
import { type DragEvent, type ReactElement, useState } from 'react'
import { asButton } from './semantics'
import './TableChooser.scss'

/** A file on this device. `path`: where the platform finds it. */
export type ChosenFile = { name: string; byteCount: number; path: string }

/** `label`: what the button says. `onChosen`: whatever file it is; the caller looks whether it is one that is taken. */
export type TableChooserProps = { label: string; onChosen: (file: ChosenFile) => void }

/** Lets the person choose a spreadsheet, or drop one here. */
export function TableChooser({ label, onChosen }: TableChooserProps): ReactElement {
  const [isOver, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file) onChosen({ name: file.name, byteCount: file.size, path: URL.createObjectURL(file) })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const over = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the button inside is for everybody.
    <div
      className={isOver ? 'table-chooser table-chooser-over' : 'table-chooser'}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button size="xlarge" block {...asButton(() => askForFile().then(take))}>
        {label}
      </Button>
      <div className="table-chooser-hint">也可以把文件拖到这里</div>
    </div>
  )
}

function askForFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.csv,.txt,.xlsx'
    input.onchange = () => resolve(input.files?.[0])
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}
