import type { ReactElement } from 'react'
import { CITY_OFFICE } from '../../src/domain/cityOffice'
import './OfficeCall.scss'

/** Rings the city office: a link, so that a person can also copy the number or hand it to another device. */
export function OfficeCall({ label }: { label: string }): ReactElement {
  return (
    <a className="office-call" href={`tel:${CITY_OFFICE.phoneNumber}`}>
      {label}
    </a>
  )
}
