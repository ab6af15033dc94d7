import { quote } from '../quote';
import { define, meant } from './define';

export interface UnknownArgs {
  readonly name: string;
  readonly nearest: string | undefined;
}

/** References to what is not there. */
export const inReferences = {
  'unknown-name': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no canonical name ${quote(name)}`,
    ({ nearest }) => meant(nearest, 'Add it to mappings/canonical.yaml, or correct it.'),
  ),
  'unknown-mapping': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no mapping ${quote(name)}`,
    ({ nearest, name }) => meant(nearest, `Create mappings/${name}.yaml, or correct the name.`),
  ),
  'unknown-environment': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no environment ${quote(name)}`,
    ({ nearest, name }) => meant(nearest, `Create environments/${name}.yaml, or correct the name.`),
  ),
  'unknown-bucket': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no bucket ${quote(name)}`,
    ({ nearest }) => meant(nearest, 'Add it under "buckets" in fanout.yaml, or correct the name.'),
  ),
};
