import type { PenaltyTier } from './publicationRules'

/** 轻微 / 一般 / 严重. */
export const TIER_NAMES: Record<PenaltyTier, string> = { minor: '轻微', ordinary: '一般', serious: '严重' }
