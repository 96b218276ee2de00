import { Component, type PropsWithChildren, type ReactNode } from 'react'

/** Shows `fallback` where its children cannot be drawn; React writes the reason to the console. */
export class FaultBoundary extends Component<
  PropsWithChildren<{ fallback: ReactNode }>,
  { hasFault: boolean }
> {
  override state = { hasFault: false }

  static getDerivedStateFromError(): { hasFault: boolean } {
    return { hasFault: true }
  }

  override render(): ReactNode {
    return this.state.hasFault ? this.props.fallback : this.props.children
  }
}
