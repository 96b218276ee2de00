/**
 * What a merchant agrees to when joining, word for word. A change of the words is a new version; what somebody agreed
 * to is told by the version in the consent.
 */
export const CONSENT_TEXT = {
  version: '2026-11',
  title: '加入“码上诚信”说明',
  paragraphs: [
    '加入全凭自愿，不收任何费用。不加入不影响办理任何事项。',
    '加入后，店里可以摆放诚信标牌。扫码的人会看到本店的登记信息，以及依法公开的行政许可、行政处罚等公共信用信息。',
    '本店自己填报的内容和作出的承诺，会注明是本店自己说的，由本店负责。',
    '平台不打分、不评级、不排名。',
    '您的姓名和手机号码加密保存，只用于核对身份和与您联系；营业执照照片只供工作人员核对，不对外公开。',
    '随时可以退出，退出同样免费。退出后标牌停用，不再展示本店信息。',
  ],
} as const
