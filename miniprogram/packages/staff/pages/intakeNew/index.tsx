import { Awaited } from '../../../../components/Awaited'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { useQuestion } from '../../../../useQuestion'
import { NewFileForm } from './NewFileForm'
import { departmentsOf } from './ownDepartments'

/** A department hands a file over. */
export default function IntakeNewPage() {
  const me = useQuestion(() => call('people', 'me.read', {}))
  return (
    <Screen title="上传文件">
      <Awaited question={me} show={({ grants }) => <NewFileForm departments={departmentsOf(grants)} />} />
    </Screen>
  )
}
