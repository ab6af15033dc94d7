import type { Backend } from '../model';
import type { AccountScope } from './scope';

/** Where the foundation of an account keeps its state: below its account's number where there are several. */
export function foundationBackends({ manifest, account, suffix }: AccountScope): readonly Backend[] {
  const { backend } = manifest.foundation;
  if (backend === undefined) return [];
  return [suffix === '' ? backend : { s3: { ...backend.s3, key: `${account}/${backend.s3.key}` } }];
}
