import type { ErrorCode } from '../../contracts/errors'
import type { DoubtCode } from './row'

/** What a person does about a sort of doubt; `obstacle`: why saying "take it" is not enough. */
type Advice = { words: string; obstacle?: ErrorCode }

/** For each sort of doubt, what to look at and what to do, Chinese. */
export const DOUBT_ADVICE: Record<DoubtCode, Advice> = {
  noCreditCode: { words: '文件里没有信用代码。请按名称或代码找到对应的主体，再入库。' },
  earlyCreditCode: { words: '早期发放的代码，校验码本来就不符。请与执照核对，一致的可以入库。' },
  futureDate: { words: '日期在今天之后。请核对原件，日期确实如此的可以入库，写错的请不入库并改好重新报送。' },
  personalData: {
    words: '公开的内容里有个人信息，不能入库。请在文件中隐去后重新报送，这一行会自动消去。',
    obstacle: 'HELD_ROW_PERSONAL',
  },
  amountUnit: { words: '金额大得不寻常，请确认单位是万元。写成了元的，请不入库并改好重新报送。' },
  categoryUnknown: { words: '类别不在规定的范围里。公示期按类别计算，请核对原件后再决定。' },
  licenceInvalid: { words: '许可当前为无效。不应再公示的，请不入库。' },
  entityUnknown: {
    words: '登记信息里没有这个代码。写错的请找到正确的主体再入库；还未登记的请等登记后重新报送。',
  },
  nameDisagrees: { words: '文件里的名称与登记的不同。改过名称的可以入库；代码填错的请找到正确的主体。' },
  recordUnknown: {
    words: '没有找到要撤回的原记录。请核对作出机关和文书号后重新报送。',
    obstacle: 'RECORD_UNKNOWN',
  },
  otherDepartment: {
    words: '这条记录由别的部门报送，请联系那个部门办理；这一行可以不入库。',
    obstacle: 'RECORD_OF_OTHERS',
  },
  conflict: { words: '同一条记录在文件里有两种说法。请核对原件，把对的一行入库，另一行不入库。' },
  unitUnclear: { words: '代码不能说明它属于哪个报送单位。请问清后选定单位，再入库。' },
  entityKindDisagrees: { words: '登记的类型与代码表示的不同。请与执照核对，以代码为准的可以入库。' },
  notMarketEntity: {
    words: '代码不是市场主体的。平台只接收企业、个体工商户和农民专业合作社，请不入库。',
    obstacle: 'NOT_MARKET_ENTITY',
  },
}
