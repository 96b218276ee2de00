/** Origins whose links are plaques of ours, as far as the phone knows by itself. */
export function ownOrigins(): string[] {
  return [window.location.origin]
}
