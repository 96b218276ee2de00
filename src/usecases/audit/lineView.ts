import type { AuditLineView } from '../../contracts/audit'
import type { AuditLine } from '../../domain/auditLine'

/** A line as the auditor's lists show it. */
export function lineView(line: AuditLine): AuditLineView {
  const { _id: id, at, personId, maskedName, roles, door, action, subject, creditCode, outcome } = line
  return { id, at, personId, maskedName, roles, door, action, subject, creditCode, outcome }
}
