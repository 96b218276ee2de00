import type { Person } from '../../src/domain/people'
import { invitationLink } from '../../src/domain/scannedLink'
import type { Consent } from '../../src/usecases/changes'
import { callAs, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { SHOP } from '../support/sampleCity'
import { SAMPLE_ORIGIN, startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity, samplePersonId } from '../support/samplePeople'
import { openPhone } from '../support/weapp/phone'

/** A shop's people: its owner invites, takes back, hands over, and everybody can have what is kept of them deleted. */

const SHOP_PAGE = '/packages/merchant/pages/shop/index'
const INVITATION = '/packages/staff/pages/invitation/index'
const ME = '/pages/me/index'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

/** As the owner's page makes it; the page itself shows the link as a picture only. */
const inviteAsOwner = async (role: 'merchantManager' | 'merchantOwner') => {
  const place = { unit: null, department: null, creditCode: SHOP._id }
  const invitation = { role, post: null, isHandOver: role === 'merchantOwner', ...place }
  const { token } = successOf(await callAs(cloud, 'owner', 'invitation.make', invitation))
  return { q: encodeURIComponent(invitationLink(SAMPLE_ORIGIN, token)) }
}
const phoneOf = (who: SampleName) => openPhone({ cloud, openId: sampleIdentity(who).openId })

test('an owner sees the invitations that wait, and takes one back: its link is of no use any more', async () => {
  const owner = phoneOf('owner')
  await owner.open(SHOP_PAGE, { creditCode: SHOP._id })
  expect(owner.text()).not.toContain('等待接受')
  await owner.tap('邀请管理员')
  expect(owner.text()).toMatch(/邀请店铺管理员\n等待接受，2\d{3}-.*前有效/)
  await owner.tap('作废这个邀请')
  await owner.tap('再点一次，作废这个邀请')
  expect(owner.text()).not.toContain('等待接受')

  const link = await inviteAsOwner('merchantManager')
  await owner.open(SHOP_PAGE, { creditCode: SHOP._id })
  await owner.tap('作废这个邀请')
  await owner.tap('再点一次，作废这个邀请')
  const invited = phoneOf('newcomer')
  await invited.open(INVITATION, link)
  expect(invited.text()).toContain('这个邀请已经用过或已撤回')
})

test('who takes a shop over agrees to take part in an act of their own', async () => {
  const link = await inviteAsOwner('merchantOwner')
  const next = phoneOf('newcomer')
  await next.open(INVITATION, link)
  expect(next.text()).toContain('加入“码上诚信”说明')
  await next.type('请填写真实姓名', '骆新桥')
  await next.tap('接受邀请')
  expect(next.text()).toContain('请先阅读并同意加入说明。')
  await next.tap('我已读过，同意加入')
  await next.tap('接受邀请')
  expect(next.text()).toContain('已接受邀请')
  const standing = documentsOf<Consent>(cloud.store, 'consents', { creditCode: SHOP._id, withdrawnAt: null })
  expect(standing.map(({ personId }) => personId)).toEqual([samplePersonId('newcomer')])
})

test('deleting what is kept of oneself asks twice, says what the law keeps, and takes the roles away', async () => {
  const manager = phoneOf('manager')
  await manager.open(ME)
  await manager.tap('删除我的信息')
  await manager.tap('再点一次，删除我的信息')
  expect(manager.text()).toMatch(/依法还要保存：.*已结束的角色.*（到 2\d{3}-\d\d-\d\d）/)
  const [left] = documentsOf<Person>(cloud.store, 'people', { _id: samplePersonId('manager') })
  expect(left).toMatchObject({ phone: null, maskedPhone: null, phoneDigest: null, pin: null, roles: [] })
  await manager.open(ME)
  expect(manager.text()).not.toContain('店铺管理员')
})
