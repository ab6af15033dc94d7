import {
  type CanonicalMap,
  canonicalMap,
  type Environment,
  environment,
  type Manifest,
  type Mapping,
  manifest,
  mapping,
} from '../model';
import { dropped, type FileKind } from './parse-file';
import type { YamlPath } from './workspace';
import { emptyMap, emptyScalar, scalarOf } from './yaml-tree';

/** A bucket loses its faulty part or, where it can't be without it, leaves; a project without a name gets a stand-in. */
export const manifestFile: FileKind<Manifest> = {
  schema: manifest,
  emptyIs: 'map',
  repair(fault) {
    const [field, ...below] = fault.path;
    if (below.length > 0 || fault.kind === 'field') return dropped(fault);
    if (field === 'project') return { path: fault.path, put: scalarOf('project') };
    if (field === 'buckets') return { path: fault.path, put: emptyMap };
    return dropped(fault);
  },
  faultyName: () => undefined,
};

/** A name loses what is wrong about it and stays a name. */
export const canonicalFile: FileKind<CanonicalMap> = {
  schema: canonicalMap,
  emptyIs: 'nothing',
  repair(fault) {
    if (fault.path.length === 1 && fault.kind === 'value') return { path: fault.path, put: emptyScalar };
    return dropped(fault);
  },
  faultyName: ([name]) => textOf(name),
};

/** A line in which anything is wrong leaves. */
export const mappingFile: FileKind<Mapping> = {
  schema: mapping,
  emptyIs: 'nothing',
  repair: ({ path }) => (path.length === 0 ? null : { path: path.slice(0, 1) }),
  faultyName: () => undefined,
};

/** What the plan of an environment can't be made without, or would be another plan without. */
const indispensable: readonly unknown[] = ['extends', 'account', 'region', 'backend', 'values'];

/** A faulty value counts as unset; an environment whose place in AWS is not clear can't be used. */
export const environmentFile = (name: string): FileKind<Environment> => ({
  schema: environment,
  emptyIs: 'map',
  repair(fault) {
    const [field, ...below] = fault.path;
    if (field === 'values' && below.length > 0) {
      return fault.kind === 'key' ? dropped(fault) : { path: fault.path.slice(0, 2), put: emptyScalar };
    }
    if (fault.kind === 'field') return dropped(fault);
    if (field === 'environment') return { path: fault.path, put: scalarOf(name) };
    return indispensable.includes(field) ? null : dropped(fault);
  },
  faultyName: ([field, canonical]: YamlPath) => (field === 'values' ? textOf(canonical) : undefined),
});

const textOf = (key: string | number | undefined): string | undefined =>
  typeof key === 'string' ? key : undefined;
