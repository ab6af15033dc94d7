import type { BucketName, EnvironmentName } from '../model';
import { answer, type EntryAnswers } from './answers/answers';
import type { Deed } from './answers/requests';
import type { AccessSubject } from './answers/subject';

/** Somebody who may do something with an entry on one side, and not on the other. */
export interface AccessChange {
  readonly principal: string;
  readonly environment: EnvironmentName;
  readonly bucket: BucketName;
  readonly deed: Deed;
}

export interface AccessDiff {
  /** By environment, bucket and principal. */
  readonly gains: readonly AccessChange[];
  readonly losses: readonly AccessChange[];
}

/** Who gains and who loses, judged by what the documents of both sides come to and not by how they are worded. */
export function diffAccess(before: AccessSubject, after: AccessSubject): AccessDiff {
  const was = allowedIn(answer(before));
  const is = allowedIn(answer(after));
  return { gains: without(is, was), losses: without(was, is) };
}

function allowedIn(entries: readonly EntryAnswers[]): ReadonlyMap<string, AccessChange> {
  return new Map(
    entries.flatMap(({ environment, bucket, answers }) =>
      answers.flatMap(({ principal, decisions }) =>
        (Object.keys(decisions) as Deed[])
          .filter((deed) => decisions[deed]?.answer === 'allowed')
          .map(
            (deed) =>
              [
                JSON.stringify([environment, bucket, principal, deed]),
                { principal, environment, bucket, deed },
              ] as const,
          ),
      ),
    ),
  );
}

const without = (
  these: ReadonlyMap<string, AccessChange>,
  those: ReadonlyMap<string, AccessChange>,
): readonly AccessChange[] => [...these].filter(([key]) => !those.has(key)).map(([, change]) => change);
