import { Input } from '@nutui/nutui-react-taro'
import { Textarea, View } from '@tarojs/components'
import { useId } from 'react'
import { asAlert } from '../platform/semantics'
import './FormField.scss'

/** More than any field takes; a megabyte of pasted text stays off the phone's bridge and still reads as wrong. */
const MAXIMUM_CHARACTERS = 500

/** What a field is made of. */
export type FormFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  /** An example of what is wanted; tests find the field by it. */
  placeholder: string
  hint?: string
  /** What is wrong with what was typed; empty while nothing is known to be. */
  failure?: string
  /** Which keys the phone shows; `password` hides what is typed. */
  type?: 'text' | 'number' | 'password'
  /** Several lines. */
  isLong?: boolean
  maximum?: number
}

/** One field of a form: what is asked, where it is typed, and what is wrong with it. */
export function FormField(props: FormFieldProps) {
  const { label, value, onChange, placeholder, hint = '', failure = '', type = 'text', isLong } = props
  const noteId = useId()
  const className = failure ? 'form-field-control form-field-wrong' : 'form-field-control'
  const maximum = props.maximum ?? MAXIMUM_CHARACTERS
  const meaning = { 'aria-label': label, 'aria-invalid': failure !== '', 'aria-describedby': noteId }
  return (
    <View className="form-field">
      <View className="form-field-label">{label}</View>
      {isLong ? (
        // NutUI's control would keep the meaning from the browser's own one inside.
        <Textarea
          className={`${className} form-field-long`}
          value={value}
          placeholder={placeholder}
          maxlength={maximum}
          nativeProps={meaning}
          onInput={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Input
          className={className}
          value={value}
          placeholder={placeholder}
          maxLength={maximum}
          type={type}
          onChange={onChange}
          {...meaning}
        />
      )}
      <View id={noteId}>
        {failure !== '' && (
          <View className="form-field-failure" {...asAlert()}>
            {failure}
          </View>
        )}
        {hint !== '' && <View className="form-field-hint">{hint}</View>}
      </View>
    </View>
  )
}
