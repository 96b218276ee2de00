import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { type Identity, listIdentities } from '../platform/identities'
import { asButton, asHeading } from '../platform/semantics'
import { chooseIdentity, chosenIdentity } from '../platform/session'
import { useCityMode } from '../useCityMode'
import './IdentityPicker.scss'

/** In a demo: whom to be in this tab. A served installation has no list, and shows nothing here. */
export function IdentityPicker({ onChosen }: { onChosen: () => void }) {
  const identities = useIdentities()
  const chosen = chosenIdentity()
  function choose(name: string | null) {
    chooseIdentity(name)
    onChosen()
  }

  if (identities.length === 0) return null
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        演示：选一个身份试试
      </View>
      <View className="identity-hint">只在演示里有，人物均为虚构。每个标签页可以是不同的人。</View>
      {identities.map(({ name, label }) => (
        <View
          key={name}
          className={name === chosen ? 'identity identity-chosen' : 'identity'}
          {...asButton(() => choose(name))}
        >
          {name === chosen ? `${label}（现在）` : label}
        </View>
      ))}
      {chosen !== null && (
        <View className="text-button" {...asButton(() => choose(null))}>
          不扮演任何人
        </View>
      )}
    </View>
  )
}

function useIdentities(): Identity[] {
  const mode = useCityMode()
  const [identities, setIdentities] = useState<Identity[]>([])
  useEffect(() => {
    if (mode !== 'demo') return
    let isOpen = true
    listIdentities().then((listed) => {
      if (isOpen) setIdentities(listed)
    })
    return () => {
      isOpen = false
    }
  }, [mode])
  return identities
}
