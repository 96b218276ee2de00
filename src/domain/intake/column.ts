import { recordKind } from '../recordKinds'

/** How a cell is read. Choices: one or several words of a list. */
export type ColumnType = 'text' | 'date' | 'amount' | 'choice' | 'choices' | 'creditCode' | 'identityNumber'

/** One column of the file that a department hands over; parser, checker, template and tests read this. */
export type Column = {
  /** Its key in a record's `values`. */
  name: string
  /** The heading by which people know it. */
  heading: string
  /** Its code in the national tables, `XK_…` or `CF_…`. */
  code?: string
  /** Headings and codes of 2015/16, and spellings that are seen. */
  otherHeadings: readonly string[]
  type: ColumnType
  /** Most characters. */
  length: number
  /** Whether a row must fill it; or only a row with these values. */
  must: boolean | ((values: Record<string, string>) => boolean)
  /** The words of a choice; a text before `-` counts (其他-补充说明). */
  choices: readonly string[]
  /** Shown in the report, as `recordKinds` says. */
  isPublic: boolean
  /** Of a fictional entity, for the template. */
  example: string
  explanation: string
}

/** What a kind of file holds. */
export type IntakeTable = {
  /** A kind of `recordKinds`, or `withdrawal`. */
  kind: string
  label: string
  columns: readonly Column[]
  /** Names of the columns that name the subject and its credit code. */
  subjectName: string
  subjectCode: string
  /** Name of the column of the authority that decided; part of a record's identity. */
  authority: string
  /** Names of the columns that, with authority and credit code, make a record the same record. */
  identity: readonly string[]
  /** Name of the column with the last day that the authority reports it may be shown. */
  shownUntil?: string
  /** Names of a first and a last day that must stand in this order. */
  term?: readonly [from: string, until: string]
  /** Key of the only department that hands it over; absent: each does. */
  department?: string
}

type Told = Partial<Omit<Column, 'name' | 'heading' | 'isPublic' | 'type'>>

/** What of a table most columns share. */
const USUAL = { otherHeadings: [], length: 200, must: false, choices: [], example: '', explanation: '' }

/** A column that the report shows, under the label that it has there. */
export function shown(kind: string, name: string, type: ColumnType, told: Told = {}): Column {
  const field = recordKind(kind)?.fields.find((one) => one.name === name)
  if (!field) throw new Error(`${kind} shows no ${name}`)
  return { ...USUAL, name, heading: field.label, isPublic: true, type, ...told }
}

/** A column that the city needs and nobody else reads. */
export function inner(name: string, heading: string, type: ColumnType, told: Told = {}): Column {
  return { ...USUAL, name, heading, isPublic: false, type, ...told }
}

/** A number of an identity paper: never kept, whatever file brings it. */
export function dropped(name: string, heading: string, told: Told = {}): Column {
  const explanation = '请留空。平台不接收证件号码，填写的内容会被丢弃。'
  return { ...USUAL, name, heading, isPublic: false, type: 'identityNumber', explanation, ...told }
}
