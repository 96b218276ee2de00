import { readFileSync } from 'node:fs'
import { built } from '../support/built'
import type { TestCloud } from '../support/cloud'
import { SHOP, UNCLAIMED_ELSEWHERE, UNCLAIMED_SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity } from '../support/samplePeople'
import { PAGE_AS_PICTURE, PNG_PICTURE } from '../support/samplePictures'
import { openPhone, type Phone, type PhoneOptions } from '../support/weapp/phone'

/** A shop comes to its owner: merchants' and clerks' pages of the mini-program, as built. */

const CLAIM = '/packages/merchant/pages/claim/index'
const SHOPS = '/packages/merchant/pages/shops/index'
const SHOP_PAGE = '/packages/merchant/pages/shop/index'
const CLAIMS = '/packages/staff/pages/claims/index'
const CODE_FIELD = '营业执照上的 18 位代码'
const NAME_FIELD = '与身份证上一致'
const PHONE_FIELD = '11 位手机号码'
const REASON_FIELD = '例如：核对营业执照'
const DECISION_FIELD = '例如：照片看不清楚，请重拍'
const AGREE = '我已读过，同意加入'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const phoneOf = (who: SampleName, options: Partial<PhoneOptions> = {}) =>
  openPhone({ cloud, openId: sampleIdentity(who).openId, takePicture: () => PNG_PICTURE, ...options })

const fillIn = async (phone: Phone, creditCode = UNCLAIMED_SHOP._id) => {
  await phone.open(CLAIM)
  await phone.type(CODE_FIELD, creditCode)
  await phone.tap('查找店铺')
  await phone.type(NAME_FIELD, '顾长风')
  await phone.type(PHONE_FIELD, '13800000000')
}
const claim = async (phone: Phone, creditCode = UNCLAIMED_SHOP._id) => {
  await fillIn(phone, creditCode)
  await phone.tap('拍照或从相册选')
  await phone.tap(AGREE)
  await phone.tap('提交认领')
  expect(phone.text()).toContain('已提交，正在等待核对')
}
const openClaim = async (phone: Phone, name = UNCLAIMED_SHOP.name) => {
  await phone.open(CLAIMS)
  await phone.tap(name)
}

test('claim, a clerk looks at the evidence and confirms, and the shop appears', async () => {
  const merchant = phoneOf('citizen')
  await claim(merchant)
  await merchant.tap('查看我的店铺')
  expect(merchant.path()).toBe(SHOPS)
  expect(merchant.text()).toMatch(/江畔面馆\n认领等待核对/)

  const clerk = phoneOf('clerk')
  await openClaim(clerk)
  expect(clerk.text()).toMatch(/认领人说.*顾\*\*.*138\*{4}0000.*登记机关的记录.*顾长风/s)
  await clerk.tap('查看执照照片')
  expect(clerk.text()).toContain('请写明理由，至少 4 个字。')
  await clerk.type(REASON_FIELD, '核对营业执照')
  await clerk.tap('查看执照照片')
  expect(clerk.text()).toContain('照片的链接 5 分钟后失效')
  await clerk.tap('查看姓名和手机号')
  expect(clerk.text()).toContain('13800000000')
  await clerk.tap('通过，店铺归认领人')
  await clerk.tap('再点一次，通过认领')
  expect(clerk.text()).toMatch(/状态\n已通过/)
  expect(clerk.text()).not.toContain('您的决定')

  await merchant.open(SHOPS)
  await merchant.tap(UNCLAIMED_SHOP.name)
  expect(merchant.path()).toBe(SHOP_PAGE)
  expect(merchant.text()).toMatch(/您的角色\n店主/)
})

test('a refusal is read by the merchant in the clerk’s words, and a claim can be withdrawn', async () => {
  const merchant = phoneOf('citizen')
  await claim(merchant)
  const clerk = phoneOf('clerk')
  await openClaim(clerk)
  await clerk.tap('不通过')
  await clerk.tap('再点一次，不通过')
  expect(clerk.text()).toContain('请写明理由')
  await clerk.type(DECISION_FIELD, '照片看不清楚，请重拍')
  await clerk.tap('不通过')
  await clerk.tap('再点一次，不通过')
  expect(clerk.text()).toMatch(/处理理由\n照片看不清楚，请重拍/)
  await merchant.open(SHOPS)
  expect(merchant.text()).toContain('工作人员说：照片看不清楚，请重拍')

  await claim(merchant)
  await merchant.tap('查看我的店铺')
  await merchant.tap('撤回认领')
  await merchant.tap('再点一次，撤回认领')
  expect(merchant.text()).toContain('认领已撤回')
})

test('two clerks open the same claim: the slower one reads that it is decided, and keeps what was typed', async () => {
  await claim(phoneOf('citizen'))
  const [first, second] = [phoneOf('clerk'), phoneOf('secondClerk')]
  await openClaim(first)
  await openClaim(second)
  await second.type(DECISION_FIELD, '照片看不清楚，请重拍')
  await first.tap('通过，店铺归认领人')
  await first.tap('再点一次，通过认领')
  await second.tap('不通过')
  await second.tap('再点一次，不通过')
  expect(second.text()).toContain('这个认领已由别人处理，请返回列表重新打开查看。')
  expect(second.field(DECISION_FIELD)).toBe('照片看不清楚，请重拍')
})

test('a claim of a shop that somebody holds says so to both sides', async () => {
  const merchant = phoneOf('citizen')
  await claim(merchant, '92231102MA00000123')
  expect(merchant.text()).toContain('这家店目前已有人认领')
  const clerk = phoneOf('clerk')
  await clerk.open(CLAIMS)
  expect(clerk.text()).toContain('有争议：这家店已有店主')
  await clerk.tap(SHOP.name)
  expect(clerk.text()).toMatch(/这家店现在由宋\*+持有/)
})

test('a clerk cannot decide an own claim, and is told who can', async () => {
  const clerk = phoneOf('clerk')
  await claim(clerk)
  await openClaim(clerk)
  expect(clerk.text()).toContain('请由同事处理')
  expect(clerk.text()).not.toContain('您的决定')
})

describe('the form', () => {
  test('says what is missing beside each field, keeps what was typed, and sends nothing', async () => {
    const phone = phoneOf('citizen')
    await fillIn(phone)
    await phone.type(NAME_FIELD, '1')
    await phone.type(PHONE_FIELD, '12345')
    await phone.tap('提交认领')
    for (const message of [
      '请填写真实姓名',
      '请填写 11 位手机号码。',
      '请上传营业执照照片。',
      '请先阅读并同意加入说明。',
    ])
      expect(phone.text()).toContain(message)
    expect(phone.field(PHONE_FIELD)).toBe('12345')
  })

  test('keeps everything when the network fails, and the second try does not upload again', async () => {
    const phone = phoneOf('citizen')
    await fillIn(phone)
    await phone.tap('拍照或从相册选')
    await phone.tap(AGREE)
    phone.uploads = false
    await phone.tap('提交认领')
    expect(phone.text()).toContain('网络没有连上')
    phone.takeComplaint(/uploadFile:fail/)
    phone.uploads = true
    phone.reaches = (action) => action !== 'claim.submit'
    await phone.tap('提交认领')
    expect(phone.text()).toContain('网络没有连上')
    phone.takeComplaint(/request:fail/)
    expect(phone.field(NAME_FIELD)).toBe('顾长风')
    phone.uploads = false
    phone.reaches = () => true
    await phone.tap('提交认领')
    expect(phone.text()).toContain('已提交，正在等待核对')
  })

  test('takes no file that is not a picture', async () => {
    const phone = phoneOf('citizen', { takePicture: () => PAGE_AS_PICTURE })
    await fillIn(phone)
    await phone.tap('拍照或从相册选')
    expect(phone.text()).toContain('只能上传 JPG 或 PNG 图片')
  })

  test('finds no shop for a code with a slip, and a wrong shop can be changed', async () => {
    const phone = phoneOf('citizen')
    await phone.open(CLAIM)
    await phone.type(CODE_FIELD, '92231102MA00000313')
    await phone.tap('查找店铺')
    expect(phone.text()).toContain('统一社会信用代码不正确')
    await phone.type(CODE_FIELD, UNCLAIMED_ELSEWHERE._id)
    await phone.tap('查找店铺')
    expect(phone.text()).toContain(UNCLAIMED_ELSEWHERE.name)
    await phone.tap('不是这家，重新查找')
    expect(phone.text()).toContain('先找到您的店')
  })
})

describe('privacy', () => {
  test('whoever does not agree to WeChat’s guide keeps what was typed, and is told the way without a picture', async () => {
    const phone = phoneOf('citizen')
    phone.agreesToPrivacy = false
    await fillIn(phone)
    await phone.tap('拍照或从相册选')
    expect(phone.text()).toContain('您没有同意使用照片')
    expect(phone.text()).toContain('认领码')
    expect(phone.field(NAME_FIELD)).toBe('顾长风')
  })

  test('WeChat is told to ask for the guide', () => {
    const app = JSON.parse(readFileSync(built('miniprogram/app.json'), 'utf8'))
    expect(app.__usePrivacyCheck__).toBe(true)
  })
})

describe('a claim code', () => {
  const makeCode = async () => {
    const clerk = phoneOf('clerk')
    await clerk.open('/packages/staff/pages/claimCode/index')
    await clerk.type(CODE_FIELD, UNCLAIMED_SHOP._id)
    await clerk.tap('生成认领码')
    const code = /^\d{4} \d{4}$/m.exec(clerk.text())?.[0]
    if (!code) throw new Error(`no code on the page:\n${clerk.text()}`)
    return code
  }
  const redeem = async (phone: Phone, code: string) => {
    await phone.open('/packages/merchant/pages/redeem/index')
    await phone.type('工作人员给您的 8 位数字', code)
    await phone.type(NAME_FIELD, '顾长风')
    await phone.type(PHONE_FIELD, '13800000000')
    await phone.tap(AGREE)
    await phone.tap('认领店铺')
  }

  test('goes from the clerk’s phone to the merchant’s, and the shop is there', async () => {
    const merchant = phoneOf('newcomer')
    await redeem(merchant, await makeCode())
    expect(merchant.text()).toContain(`“${UNCLAIMED_SHOP.name}”已在您名下。`)
    await merchant.tap('查看我的店铺')
    expect(merchant.text()).toMatch(/江畔面馆\n您是店主/)
  })

  test('that is wrong is refused, and everything typed stays', async () => {
    const merchant = phoneOf('newcomer')
    await redeem(merchant, '00000000')
    expect(merchant.text()).toContain('认领码不正确')
    expect(merchant.field(NAME_FIELD)).toBe('顾长风')
  })
})

describe('a shop', () => {
  const openShop = async (phone: Phone) => {
    await phone.open(SHOPS)
    await phone.tap(SHOP.name)
  }

  test('its owner invites a manager and ends one with a reason', async () => {
    const owner = phoneOf('owner')
    await openShop(owner)
    expect(owner.text()).toMatch(/店铺管理员.*叶\*\*/s)
    await owner.tap('邀请管理员')
    expect(owner.text()).toContain('请对方用微信扫这个二维码')
    await owner.tap('不再让其管理')
    await owner.tap('结束管理员角色')
    expect(owner.text()).toContain('请写明理由')
    await owner.type('例如：已不在店里工作', '已不在店里工作')
    await owner.tap('结束管理员角色')
    expect(owner.text()).toContain('还没有管理员')
    const manager = phoneOf('manager')
    await manager.open(SHOPS)
    expect(manager.text()).toContain('您名下还没有店铺。')
  })

  test('is handed over by a code that is made by a second tap', async () => {
    const owner = phoneOf('owner')
    await openShop(owner)
    await owner.tap('转让店铺')
    expect(owner.text()).toContain('也不能自行恢复')
    await owner.tap('生成转让二维码')
    await owner.tap('再点一次，生成转让二维码')
    expect(owner.text()).toContain('邀请您接手店铺')
    await owner.back()
    expect(owner.path()).toBe(SHOP_PAGE)
  })

  test('a manager sees no people to manage, and can leave', async () => {
    const manager = phoneOf('manager')
    await openShop(manager)
    expect(manager.text()).not.toContain('邀请管理员')
    expect(manager.text()).not.toContain('转让店铺')
    await manager.tap('退出这家店')
    await manager.tap('再点一次，退出这家店')
    expect(manager.path()).toBe(SHOPS)
    expect(manager.text()).toContain('您名下还没有店铺。')
  })
})

test.each([
  ['the claims', CLAIMS, {}, 'claim.list'],
  ['my shops', SHOPS, {}, 'me.read'],
] as const)('%s can be asked for again when the network fails', async (_what, path, query, action) => {
  const phone = phoneOf('clerk')
  phone.reaches = (asked) => asked !== action
  await phone.open(path, query)
  expect(phone.text()).toContain('网络没有连上')
  phone.takeComplaint(/request:fail/)
  phone.reaches = () => true
  await phone.tap('重试')
  expect(phone.text()).not.toContain('网络没有连上')
})

test('a claim of another unit is not there, in words', async () => {
  const phone = phoneOf('otherClerk')
  await phone.open('/packages/staff/pages/claim/index', { id: '0'.repeat(26) })
  expect(phone.text()).toContain('没有找到，可能已被删除，也可能不在您的权限范围内。')
})
