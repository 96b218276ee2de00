import fc from 'fast-check'
import { checkCreditCode } from '../../../../src/domain/creditCode'
import { recogniseHeadings } from '../../../../src/domain/intake/headings'
import { readIntakeRow } from '../../../../src/domain/intake/row'
import { intakeTable } from '../../../../src/domain/intake/tables'
import { findPersonalData } from '../../../../src/domain/personalDataDetector'
import { recordKey } from '../../../../src/domain/recordIdentity'

/** One row of a file: taken, doubted or refused, never guessed. */

const TODAY = '2026-11-25'

/** The example row of a kind with some cells changed, by column name. */
function read(kind: string, changed: Record<string, string> = {}) {
  const table = intakeTable(kind)
  if (!table) throw new Error(`no table ${kind}`)
  const map = recogniseHeadings(
    table,
    table.columns.map(({ heading }) => heading),
  )
  if (!map.ok) throw new Error(map.error.code)
  const cells = table.columns.map(({ name, example }) => changed[name] ?? example)
  return readIntakeRow(map.value, cells, TODAY)
}
const recordOf = (reading: ReturnType<typeof read>) => {
  if (reading.outcome !== 'read') throw new Error(JSON.stringify(reading.faults))
  return reading.record
}
const faultsOf = (reading: ReturnType<typeof read>) => (reading.outcome === 'refused' ? reading.faults : [])
const doubtsOf = (reading: ReturnType<typeof read>) =>
  reading.outcome === 'read' ? reading.doubts.map(({ code }) => code) : []

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2026/3/2', '2026-03-02'],
  ['2026.3.2', '2026-03-02'],
  ['2026年3月2日', '2026-03-02'],
  ['20260302', '2026-03-02'],
  [' ２０２６／０３／０２ ', '2026-03-02'],
  ['2026-03-02 00:00:00', '2026-03-02'],
  ['2099/12/31', '2099-12-31'],
])('a day written %j is %s', (written, day) => {
  expect(recordOf(read('licence', { validUntil: written, validFrom: '2020-01-01' })).values.validUntil).toBe(
    day,
  )
})

test.each([
  '2026-02-29',
  '3/2/2026',
  '46083',
  '二〇二六年三月二日',
  '2026-13-01',
  '2026-03-02 13:00:00',
  '0026-03-02',
])('a day written %j is refused, with the heading, what was found and what is meant', (written) => {
  const [fault] = faultsOf(read('penalty', { decidedOn: written }))
  expect(fault).toMatchObject({ heading: '处罚决定日期', found: written })
  expect(fault?.expected).toContain('日期')
})

test.each([
  ['0.05', 0],
  ['100000', 0],
  ['100000.5', 1],
])('an amount of %s 万元 has %d doubts of its unit', (fine, doubts) => {
  expect(
    doubtsOf(read('penalty', { fineTenThousandYuan: fine })).filter((code) => code === 'amountUnit'),
  ).toHaveLength(doubts)
})
test.each(['五百元', '500元', '-1', '1,000', '0.0000001', '1e3'])('an amount of %j is refused', (fine) => {
  expect(faultsOf(read('penalty', { fineTenThousandYuan: fine }))).toMatchObject([{ found: fine }])
})

test('424号: what one kind of penalty needs must be there with it, and only with it', () => {
  expect(faultsOf(read('penalty', { category: '罚款；没收违法所得' }))).toMatchObject([
    { heading: '没收违法所得、没收非法财物的金额（万元）', expected: '必须填写' },
  ])
  expect(faultsOf(read('penalty', { category: '警告', fineTenThousandYuan: '' }))).toEqual([])
  expect(faultsOf(read('penalty', { category: '吊销许可证件' })).map(({ heading }) => heading)).toEqual([
    '暂扣或吊销证照名称及编号',
  ])
})

test('kinds of penalty are split however they are joined; one that is not on the list is for a person', () => {
  expect(doubtsOf(read('penalty', { category: '罚款,警告' }))).toEqual([])
  expect(doubtsOf(read('penalty', { category: '罚款、警告' }))).toEqual([])
  expect(doubtsOf(read('penalty', { category: '罚款；游街' }))).toEqual(['categoryUnknown'])
  expect(recordOf(read('penalty', { category: '罚款', secondCategory: '警告' })).facts.categories).toEqual([
    '罚款',
    '警告',
  ])
})

test.each([
  ['00000000000000000X', ['noCreditCode']],
  ['９２２３１１０２ma00000a92', []],
])('GB 32100: a code %j is read with doubts %j', (subjectCode, doubts) => {
  expect(doubtsOf(read('penalty', { subjectCode }))).toEqual(doubts)
})
test.each(['92231102MA00000A93', '9.22311E+17', '9223', '92231102MA0000OA92'])(
  'GB 32100: a code %s is refused',
  (subjectCode) => {
    expect(faultsOf(read('penalty', { subjectCode }))).toHaveLength(1)
  },
)

test('a begin after the end, a day to come, a licence that is void, a natural person, a promise that is not public', () => {
  expect(faultsOf(read('licence', { validUntil: '2026-03-01' }))).toMatchObject([{ heading: '有效期至' }])
  expect(doubtsOf(read('penalty', { decidedOn: '2026-11-26' }))).toEqual(['futureDate'])
  expect(doubtsOf(read('licence', { status: '2' }))).toEqual(['licenceInvalid'])
  expect(faultsOf(read('penalty', { subjectKind: '自然人' }))).toHaveLength(1)
  expect(faultsOf(read('promise', { disclosure: '不可公开' }))).toHaveLength(1)
})

test('the number of an identity paper is dropped and counted, and stands nowhere in what comes out', () => {
  const number = '110101199003074514'
  const reading = read('penalty', { representativeNumber: number, subjectNumber: number })
  expect(reading).toMatchObject({ outcome: 'read', droppedNumbers: 2 })
  expect(JSON.stringify(reading)).not.toContain(number)
  const refused = read('penalty', { subjectNumber: number, decidedOn: number })
  expect(JSON.stringify(refused)).not.toContain(number)
})

test('a number of a person in the text of a decision is for a person to take out', () => {
  for (const text of [
    '身份证号 110101199003074514',
    '电话13800138000',
    '卡号6222021001116245702',
    '车牌黑N·12345',
  ])
    expect(doubtsOf(read('penalty', { offenceFacts: `当事人${text}未明码标价。` }))).toEqual(['personalData'])
  // A lorry is listed by its plate.
  expect(doubtsOf(read('overloadOffender'))).toEqual([])
})

test('trimming and width are counted, and nothing else is changed', () => {
  const reading = read('penalty', { offenceFacts: ' 当事人　未明码标价。\u200B ', category: ' 罚款' })
  expect(reading).toMatchObject({ outcome: 'read', cleanedCells: 2 })
  expect(recordOf(reading).values.offenceFacts).toBe('当事人　未明码标价。')
})

test('a row with more or fewer cells than the headings is refused, since its cells may have shifted', () => {
  const table = intakeTable('penalty')
  const map =
    table &&
    recogniseHeadings(
      table,
      table.columns.map(({ heading }) => heading),
    )
  if (!map?.ok) throw new Error('no map')
  expect(readIntakeRow(map.value, ['a'], TODAY)).toMatchObject({ outcome: 'refused' })
})

test('whatever stands in the cells, a row is read or refused, and what is read was in the file', () => {
  const table = intakeTable('penalty')
  if (!table) throw new Error('no table')
  const names = table.columns.map(({ name }) => name)
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 40 })),
      (changed) => {
        const reading = read('penalty', changed)
        if (reading.outcome === 'refused') return reading.faults.length > 0
        const written = table.columns.map(({ name, example }) =>
          (changed[name] ?? example).normalize('NFKC').replace(/\W/gu, ''),
        )
        return Object.values(reading.record.values).every(
          (value) =>
            written.some((cell) => cell.includes(value.normalize('NFKC').replace(/\W/gu, ''))) ||
            /^\d{4}-\d\d-\d\d$/.test(value),
        )
      },
    ),
  )
})

describe('numbers of people are found by form and checksum', () => {
  test.each([
    '92231102MA00000A92',
    '爱市监罚〔2026〕7号',
    '231102600000123',
    '110101199003074515',
    '6222021001116245703',
    '罚款13800138000.5元整编号A13800138000',
  ])('none in %j', (text) => {
    expect(findPersonalData(text).filter(({ kind }) => kind !== 'mobileNumber')).toEqual([])
  })
  test('none in any code of an entity', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-HJ-NP-RTUWXY]{18}$/), (code) => {
        if (!checkCreditCode(code).ok || !/[A-Z]/.test(code.slice(0, 17))) return
        expect(findPersonalData(`代码${code}`)).toEqual([])
      }),
    )
  })
  test('an identity number in any text, with any day of birth', () => {
    const weights = Array.from({ length: 17 }, (_, index) => 2 ** (17 - index) % 11)
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
        fc.nat(999),
        (born, serial) => {
          const seventeen = `231102${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`
          const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
          const number = seventeen + '10X98765432'.charAt(sum % 11)
          expect(findPersonalData(`李某（${number}）`)).toMatchObject([{ kind: 'identityNumber' }])
          expect(JSON.stringify(findPersonalData(number))).not.toContain(number)
        },
      ),
    )
  })
})

test('the same record has the same key, whatever the width, spaces and brackets of its number', () => {
  const record = { kind: 'penalty', authority: '甲局', identity: ['甲罚〔2026〕7号'], creditCode: 'X' }
  expect(recordKey({ ...record, identity: ['甲罚[２０２６] 7号'] })).toBe(recordKey(record))
  for (const other of [
    { kind: 'licence' },
    { authority: '乙局' },
    { identity: ['甲罚〔2026〕8号'] },
    { creditCode: 'Y' },
  ])
    expect(recordKey({ ...record, ...other })).not.toBe(recordKey(record))
})
