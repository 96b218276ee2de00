import { findEntityNames } from '../../src/cloudbase/entities'
import type { Handlers } from '../../src/cloudbase/functionShell'
import { approveLogin } from '../../src/usecases/signIn/approveLogin'
import { beginLogin } from '../../src/usecases/signIn/beginLogin'
import { collectLogin } from '../../src/usecases/signIn/collectLogin'
import { endSession } from '../../src/usecases/signIn/endSession'
import { refuseLogin } from '../../src/usecases/signIn/refuseLogin'
import { scanLogin } from '../../src/usecases/signIn/scanLogin'
import { setPin } from '../../src/usecases/signIn/setPin'
import { database, pinHashing, protection, randomness } from './shared'

const deps = { protection, randomness, pinHashing, findEntityNames: findEntityNames.bind(null, database) }

/** Coming in on a desktop with the phone, and the PIN that it takes. */
export const signIn = {
  'login.begin': (_input, call) => beginLogin(deps, call),
  'login.collect': (input, call) => collectLogin(deps, input, call),
  'login.scan': (input, call) => scanLogin(deps, input, call),
  'login.approve': (input, call) => approveLogin(deps, input, call),
  'login.refuse': (input, call) => refuseLogin(input, call),
  'pin.set': (input, call) => setPin(deps, input, call),
  'session.end': (input, call) => endSession(input, call),
} satisfies Partial<Handlers<'people'>>
