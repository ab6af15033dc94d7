export { checkDebugLog, type EnvironmentVariables } from '../diagnostics';
export { EnvironmentStack, type EnvironmentStackProps } from './environment-stack';
export { FoundationStack, type FoundationStackProps } from './foundation-stack';
export type { StateLocation } from './state-location';
export { type SynthesizedStack, type SynthesizeOptions, synthesize } from './synthesize';
