import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { rotationsIn } from '../rotations';
import type { Rule } from './rule';

/** `rotation-due`: a value that is older than its name allows, or past its last day. */
export const rotationDue: Rule = ({ workspace, plannedFiles, today }) =>
  rotationsIn(workspace, plannedFiles).flatMap((rotation): Diagnostic[] => {
    const { name, environment, rotated, every, expires, due, place } = rotation;
    if (due === null || due > today) return [];
    const reason =
      expires !== null && expires <= today
        ? `has expired on ${expires}`
        : `was due for rotation on ${due}: it is from ${rotated}, and rotated every ${every}`;
    return [createDiagnostic('rotation-due', { name, environment, reason }, place)];
  });
